package io.colleckt.auth.finding;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.token.CheckOutcome;
import java.util.Map;

/**
 * All about a call that the rules look at, except its moment: calls of one shape are as expected as
 * each other.
 *
 * @param day of the call (UTC), in days since the epoch
 * @param habits see {@link Habit#shownBy(Calls)}
 */
record CallShape(
    long tokenId, CheckOutcome outcome, long day, boolean browser, Map<HabitKind, String> habits) {
  private static final long DAY_MILLIS = 86_400_000;

  static CallShape of(Calls calls) {
    boolean accepted = calls.outcome() == CheckOutcome.ACCEPTED;
    long day = Math.floorDiv(calls.atMillis(), DAY_MILLIS);
    boolean browser = accepted && calls.caller().browser();
    return new CallShape(calls.tokenId(), calls.outcome(), day, browser, Habit.valuesOf(calls));
  }

  /** Whether any rule looks at calls that ended so. */
  static boolean isLookedAt(CheckOutcome outcome) {
    return outcome == CheckOutcome.ACCEPTED
        || outcome == CheckOutcome.EXPIRED
        || outcome == CheckOutcome.REVOKED;
  }
}
