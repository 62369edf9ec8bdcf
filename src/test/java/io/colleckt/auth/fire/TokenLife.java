package io.colleckt.auth.fire;

import io.colleckt.auth.fire.Told.Asked;
import java.util.List;

/**
 * What is certain of one token at a moment, by what its members were told. A change that was not
 * answered may have happened, may never happen, or may happen later; nothing is concluded from it.
 */
final class TokenLife {
  private final long createdNanos;
  private final List<Told> changes;

  /**
   * @param createdNanos when the answer that created it was there
   * @param changes all that was asked of it, in whatever order
   */
  TokenLife(long createdNanos, List<Told> changes) {
    this.createdNanos = createdNanos;
    this.changes = changes;
  }

  /** Whether nothing but "no" is right for this check, whoever answers it. */
  boolean isDeadFor(Told check) {
    return changes.stream()
            .anyMatch(change -> endsIt(change) && check.beganAfter(change.endNanos()))
        || changes.stream().anyMatch(change -> isPausedBy(change, check));
  }

  /** Whether the token certainly lacks {@link FireToken#ABILITY} at this check. */
  boolean isNarrowFor(Told check) {
    return changes.stream()
        .anyMatch(
            change ->
                change.is(Asked.NARROW)
                    && change.status() == 200
                    && check.beganAfter(change.endNanos()));
  }

  /** Whether nothing that ends or suspends it can have happened before the check's end. */
  boolean isLiveFor(Told check) {
    return check.beganAfter(createdNanos)
        && changes.stream().noneMatch(change -> isBad(change) && mayPrecede(change, check));
  }

  private static boolean endsIt(Told change) {
    boolean revoked = change.is(Asked.REVOKE) && change.status() == 200;
    return revoked || (change.is(Asked.ROTATE) && change.status() == 201 && isInForce(change));
  }

  private static boolean isInForce(Told rotation) {
    return !rotation.answer().getJsonObject("previous").getBoolean("pending");
  }

  private boolean isPausedBy(Told pause, Told check) {
    return pause.is(Asked.PAUSE)
        && pause.status() == 200
        && check.beganAfter(pause.endNanos())
        && changes.stream().noneMatch(change -> mayResume(change, pause, check));
  }

  private static boolean mayResume(Told change, Told pause, Told check) {
    boolean before = change.status() == 200 && change.endedBefore(pause.startNanos());
    return change.is(Asked.RESUME) && mayPrecede(change, check) && !before;
  }

  private static boolean isBad(Told change) {
    return change.is(Asked.REVOKE) || change.is(Asked.ROTATE) || change.is(Asked.PAUSE);
  }

  private static boolean mayPrecede(Told change, Told check) {
    return !change.beganAfter(check.endNanos());
  }
}
