/**
 * How the verticles talk: every address is one documented constant of a catalogue ({@code
 * *Addresses}), a question is a {@link io.colleckt.auth.bus.Call}. What travels are immutable
 * records of the domain packages, handed over as they are within a process. To another node of a
 * cluster only what the catalogue declares as {@code across} goes, in the form of {@link
 * io.colleckt.auth.bus.Wire}; whoever changes such a record follows the rules of {@link
 * io.colleckt.auth.bus.WireMapper}.
 *
 * <p>An outcome ("no such token", "not allowed") is a reply. A <em>failed</em> future means that
 * the infrastructure failed, and becomes a 503 at the edge.
 *
 * <p>May import: {@code token}, {@code account}, {@code audit}, {@code activity}, {@code finding},
 * {@code webhook}, {@code leak}, Vert.x core, Jackson.
 */
package io.colleckt.auth.bus;
