package io.colleckt.auth.audit;

import io.colleckt.auth.account.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * One page of the workspace's audit log, newest first.
 *
 * @param below only rows with smaller numbers
 * @param limit at most so many rows
 */
public record ReadAudit(Actor actor, Filter filter, long below, int limit) {

  /**
   * What a row must be; empty = anything.
   *
   * @param from the earliest time
   * @param to what the time must be before
   */
  public record Filter(
      Optional<String> action,
      Optional<Long> memberId,
      Optional<String> subject,
      Optional<Instant> from,
      Optional<Instant> to) {}
}
