/**
 * The owner of Redis for checks: judges them by guarded copies of the truth, asks Postgres over the
 * bus for what Redis does not know, and places the marks that make a revocation stand. What it must
 * never do: accept a token on the word of a copy that a finished revocation could have missed.
 *
 * <p>May import: {@code bus}, {@code token}, {@code activity}, {@code settings}, {@code redis},
 * {@code metrics}, the Vert.x Redis client.
 */
package io.colleckt.auth.validation;
