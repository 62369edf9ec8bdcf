package io.colleckt.auth.http;

import java.time.Instant;
import java.util.Optional;

/**
 * The time that a request asks about.
 *
 * @param from at that instant or later; empty = from the beginning
 * @param to before that instant; empty = up to now
 */
record TimeSpan(Optional<Instant> from, Optional<Instant> to) {
  /**
   * What {@code from} and {@code to} say.
   *
   * @throws Refused with 422 when one is no instant, or the first is not before the second
   */
  static TimeSpan of(Request request) {
    TimeSpan span = new TimeSpan(request.instant("from"), request.instant("to"));
    if (span.from.isPresent() && span.to.isPresent() && !span.from.get().isBefore(span.to.get())) {
      throw new Refused(Failures.invalid("from", "The from must be before the to."));
    }
    return span;
  }

  /** Milliseconds since the epoch; what is between two counts as the later one. */
  static long millis(Instant instant) {
    return instant.getEpochSecond() * 1000 + (instant.getNano() + 999_999) / 1_000_000;
  }
}
