package io.colleckt.auth.token;

import java.time.Instant;
import java.util.Optional;

/**
 * What a revocation returns.
 *
 * @param lastAcceptedAt when the token was last let in; a call that was under way when it was
 *     revoked may be a moment later than {@code revokedAt}
 * @param callsLast24h the calls that were let in from 24 hours before the revocation on, begun
 *     hours included
 * @param complete false while the figures can still grow: the activity log is not read to the end
 *     yet
 */
public record Receipt(
    long id,
    Instant revokedAt,
    Optional<Instant> lastAcceptedAt,
    long callsLast24h,
    boolean complete) {}
