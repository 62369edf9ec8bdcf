package io.colleckt.auth.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A token as its workspace sees it. Holds neither the secret nor its hash.
 *
 * @param rotatedTo the token that replaces this one
 * @param rotatedFrom the token that this one replaces, whether it lives or not
 */
public record Token(
    long id,
    String name,
    Environment environment,
    TokenStatus status,
    Grant grant,
    Dates dates,
    Optional<LastCaller> lastCaller,
    Optional<Creator> createdBy,
    Optional<Long> rotatedTo,
    Optional<Long> rotatedFrom) {

  /**
   * Since when, until when, when last.
   *
   * @param expiresAt empty = never
   * @param lastUsedAt empty = never yet
   */
  public record Dates(
      Instant createdAt, Optional<Instant> expiresAt, Optional<Instant> lastUsedAt) {}

  /** From where the token was last let in, and by what. */
  public record LastCaller(String address, String userAgent) {}

  /** The member that made the token. */
  public record Creator(long memberId, String email) {}
}
