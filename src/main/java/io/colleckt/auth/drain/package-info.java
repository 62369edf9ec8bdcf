/**
 * Brings what the streams of Redis hold into the activity log: reads, folds, hands rows and
 * position to persistence in one call, and only then trims. Any number of nodes may drain at once:
 * the position in Postgres decides who has won, so nothing is lost or doubled.
 *
 * <p>May import: {@code bus}, {@code token}, {@code activity}, {@code redis}, {@code metrics}, the
 * Vert.x Redis client.
 */
package io.colleckt.auth.drain;
