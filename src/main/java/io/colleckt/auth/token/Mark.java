package io.colleckt.auth.token;

/**
 * One tombstone or floor that Redis must hold.
 *
 * @param outboxId the row that demands it, or 0 when there is none (a repeated revocation)
 * @param version of the token, as the change left it
 */
public record Mark(long outboxId, long tokenId, MarkKind kind, int version) {}
