/**
 * Brings messages to webhooks: the owner of outgoing HTTP. What is due, and under which signature,
 * it asks persistence over the bus. Others choose where it connects to, so it resolves names itself
 * and connects to no address that it has not judged.
 *
 * <p>May import: {@code bus}, {@code webhook}, {@code leak}, {@code token}, {@code metrics}, Vert.x
 * core.
 */
package io.colleckt.auth.delivery;
