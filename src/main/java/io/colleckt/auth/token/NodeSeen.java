package io.colleckt.auth.token;

import java.util.UUID;

/**
 * A node tells which Redis process it sees, once a second for each connection.
 *
 * @param node made up at the start of the connection's owner
 * @param namespace of the Redis process
 */
public record NodeSeen(UUID node, String namespace) {}
