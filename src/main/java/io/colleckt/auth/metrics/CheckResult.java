package io.colleckt.auth.metrics;

import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Verdict;
import java.util.Locale;

/** How a check ended: the outcomes of the activity log, and what it does not know. */
public enum CheckResult {
  ACCEPTED(0),
  EXPIRED(1),
  REVOKED(2),
  PAUSED(3),
  WRONG_SECRET(4),
  ADDRESS(5),
  ABILITY(6),
  RATE_LIMITED(7),
  /** There is no token of that id. */
  UNKNOWN(8),
  /** In doubt: 503. */
  UNAVAILABLE(9),
  /** Refused before its work began, since too many waited: 503. */
  SHED(10),
  /** No token at all. */
  MISSING(11),
  /** What was presented has not the form of a token. */
  MALFORMED(12),
  /** A wrong parameter: 422. */
  MISASKED(13);

  private static final CheckResult[] OF_OUTCOMES = ofOutcomes();

  private final int place;

  CheckResult(int place) {
    this.place = place;
  }

  /** Its place in a tally, from 0 on. */
  int place() {
    return place;
  }

  /** The label. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CheckResult of(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted) {
      return ACCEPTED;
    }
    if (verdict instanceof Verdict.Refused refused) {
      return OF_OUTCOMES[refused.outcome().code()];
    }
    if (verdict instanceof Verdict.LacksAbility) {
      return ABILITY;
    }
    if (verdict instanceof Verdict.RateLimited) {
      return RATE_LIMITED;
    }
    return verdict instanceof Verdict.Unknown ? UNKNOWN : UNAVAILABLE;
  }

  private static CheckResult[] ofOutcomes() {
    CheckOutcome[] outcomes = CheckOutcome.values();
    CheckResult[] results = new CheckResult[outcomes.length];
    for (CheckOutcome outcome : outcomes) {
      results[outcome.code()] = valueOf(outcome.name());
    }
    return results;
  }
}
