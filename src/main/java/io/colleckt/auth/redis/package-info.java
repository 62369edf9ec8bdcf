/**
 * How a connection to Redis lives and ends, for the packages that send commands of their own:
 * {@code validation}, {@code drain} and {@code witness}. It knows no key and no function.
 *
 * <p>May import: the Vert.x Redis client.
 */
package io.colleckt.auth.redis;
