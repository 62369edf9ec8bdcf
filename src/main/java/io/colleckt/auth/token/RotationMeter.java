package io.colleckt.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The calls of a rotated token beside those of its replacement. Both have the same periods, without
 * gaps: hours at first, days (UTC) from the fourth day on, of 30 days at most.
 *
 * @param byDay whether a period is a day
 * @param oldSilentSince when the old one was last let in, or the rotation, whichever is later
 */
public record RotationMeter(
    Instant rotatedAt, boolean byDay, Side old, Side replacement, Instant oldSilentSince) {

  /** One of the two. */
  public record Side(Use token, List<Period> periods) {
    public Side {
      periods = List.copyOf(periods);
    }
  }

  /**
   * What is shown of the token itself.
   *
   * @param status empty = revoked for good
   * @param expiresAt empty = never
   * @param lastUsedAt empty = never yet
   */
  public record Use(
      long id,
      String name,
      Optional<TokenStatus> status,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> lastUsedAt) {}

  /** Calls of one hour or day. */
  public record Period(Instant since, long accepted, long refused) {}
}
