/**
 * The command line: what the jar does when it is started with words behind it. Commands for members
 * are clients of a running service and know nothing but its public API; {@code migrate}, {@code
 * member add --first} and imports work beside the stores, with the settings of the service; {@code
 * scan} and {@code completion} ask nobody. None of them starts a node, {@code serve} excepted,
 * which the wiring hands in.
 *
 * <p>A command is a class with picocli's annotations, created with the {@link
 * io.colleckt.auth.cli.Console}; it is listed in {@link io.colleckt.auth.cli.Commands}, or in
 * {@code Main} when it comes from another package.
 *
 * <p>May import: {@code scan}, {@code audit}, {@code account}, {@code settings}, {@code activity}
 * (to take tokens out of what it says), {@code persistence} and {@code embedded} (for those
 * commands); Jackson, {@code java.net.http}, picocli.
 */
package io.colleckt.auth.cli;
