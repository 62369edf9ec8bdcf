package io.colleckt.auth.finding;

import io.colleckt.auth.account.Actor;
import java.util.Optional;

/**
 * List the workspace's findings, the newest first.
 *
 * @param below only ids below this one: where the page before ended
 * @param limit at most so many, 1 to 100
 */
public record ListFindings(Actor actor, Filter filter, long below, int limit) {

  /** Which findings: open or acknowledged ones, of one token, of one kind. */
  public record Filter(
      Optional<Boolean> open, Optional<Long> tokenId, Optional<FindingKind> kind) {}
}
