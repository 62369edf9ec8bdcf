/**
 * How fast a check is, beside a bare Vert.x server that answers 204 under the same load on the same
 * machine: {@code mvn -q test-compile exec:exec@bench}. See {@link io.colleckt.auth.bench.Plan} for
 * what can be chosen.
 *
 * <p>May import: {@code persistence} (the schema), {@code testing}, Vert.x core for the bare
 * server.
 */
package io.colleckt.auth.bench;
