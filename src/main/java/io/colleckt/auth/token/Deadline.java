package io.colleckt.auth.token;

import java.time.Duration;

/** How long a check may take. */
public final class Deadline {
  /** From arrival to answer. */
  public static final Duration OF_A_CHECK = Duration.ofMillis(250);

  /**
   * A verdict on a check older than this is not given out: the node may have stood still in
   * between.
   */
  public static final Duration OF_A_VERDICT = Duration.ofSeconds(1);

  private Deadline() {}

  /** What is left until the answer is due; not negative. */
  public static Duration remaining(Check check) {
    Duration left = OF_A_CHECK.minusNanos(System.nanoTime() - check.arrivedNanos());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether nothing is left. */
  public static boolean hasPassed(Check check) {
    return remaining(check).isZero();
  }

  /**
   * Whether a verdict would come too late to be true.
   *
   * @param ageNanos of the check
   */
  public static boolean isStale(long ageNanos) {
    return ageNanos > OF_A_VERDICT.toNanos();
  }
}
