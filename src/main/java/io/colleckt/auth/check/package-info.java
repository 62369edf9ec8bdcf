/**
 * The asking side of a check, for whoever holds a bearer token and wants a verdict: the HTTP edge,
 * and any other Vert.x code through {@link io.colleckt.auth.check.TokenAuthenticationProvider}.
 *
 * <p>May import: {@code bus}, {@code token}, {@code metrics}, vertx-auth-common.
 */
package io.colleckt.auth.check;
