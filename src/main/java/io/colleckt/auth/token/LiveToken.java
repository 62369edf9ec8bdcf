package io.colleckt.auth.token;

/**
 * An accepted token, as the answer of a check tells it.
 *
 * @param abilities joined by blanks
 * @param expiresAtMillis milliseconds since the epoch, or {@link TokenRecord#NEVER}
 */
public record LiveToken(
    long id, int workspaceId, Environment environment, String abilities, long expiresAtMillis) {}
