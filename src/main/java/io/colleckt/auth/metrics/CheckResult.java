package io.colleckt.auth.metrics;

import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Verdict;
import java.util.Locale;

/** How a check ended: the outcomes of the activity log, and what is on no record. */
public enum CheckResult {
  ACCEPTED,
  EXPIRED,
  REVOKED,
  PAUSED,
  WRONG_SECRET,
  ADDRESS,
  ABILITY,
  RATE_LIMITED,
  /** There is no token of that id. */
  UNKNOWN,
  /** In doubt: 503. */
  UNAVAILABLE,
  /** Refused before its work began, since too many waited: 503. */
  SHED,
  /** No token at all. */
  MISSING,
  /** What was presented has not the form of a token. */
  MALFORMED,
  /** A wrong parameter: 422. */
  MISASKED;

  private static final CheckResult[] OF_OUTCOMES = ofOutcomes();

  /** The label. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CheckResult of(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted) {
      return ACCEPTED;
    }
    if (verdict instanceof Verdict.Refused refused) {
      return OF_OUTCOMES[refused.outcome().ordinal()];
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
      results[outcome.ordinal()] = valueOf(outcome.name());
    }
    return results;
  }
}
