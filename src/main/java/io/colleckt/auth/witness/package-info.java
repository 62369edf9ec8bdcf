/**
 * Keeps the head of each workspace's audit log in Redis, out of reach of whoever owns the database:
 * a log that was written anew, or cut and its head rewound, no longer holds the row that is kept
 * here. Knows nothing about the log itself. The key does not depend on the Redis process: it
 * outlives a restart where the append-only file does, and a flush loses it.
 *
 * <p>May import: {@code bus}, {@code audit}, {@code redis}, the Vert.x Redis client.
 */
package io.colleckt.auth.witness;
