/**
 * What the service counts about itself, for {@code /metrics}. It alone knows Micrometer; others
 * count with the few words that it has, and every label is a name from the code, so that the number
 * of series is fixed and no token id, address or path can become one.
 *
 * <p>May import: {@code token}, Micrometer, Vert.x core.
 */
package io.colleckt.auth.metrics;
