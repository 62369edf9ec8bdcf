package io.colleckt.auth.metrics;

import io.colleckt.auth.token.Verdict;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The checks of one event loop, counted by that loop alone and read by whoever scrapes: so an
 * increment is a plain addition, without a lock, a contended line or an allocation.
 */
public final class CheckTally {
  /** From a fast answer of Redis to the deadline of a check; nanoseconds. */
  private static final long[] BOUNDS = {
    200_000,
    500_000,
    1_000_000,
    2_000_000,
    5_000_000,
    10_000_000,
    25_000_000,
    50_000_000,
    100_000_000,
    150_000_000,
    250_000_000
  };

  private static final int SOURCES = CheckSource.values().length;
  private static final int BUCKETS = BOUNDS.length + 1;

  private final AtomicLongArray results =
      new AtomicLongArray(CheckResult.values().length * SOURCES);
  private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS * SOURCES);
  private final AtomicLongArray nanos = new AtomicLongArray(SOURCES);

  CheckTally() {}

  /**
   * Counts a verdict.
   *
   * @param source that it needed, had it come in time
   * @param ageNanos from the check's arrival to its answer
   */
  public void answered(Verdict verdict, CheckSource source, long ageNanos) {
    CheckResult result = CheckResult.of(verdict);
    int from = result == CheckResult.UNAVAILABLE ? CheckSource.NONE.place() : source.place();
    add(results, result.place() * SOURCES + from, 1);
    add(buckets, from * BUCKETS + bucket(ageNanos), 1);
    add(nanos, from, ageNanos);
  }

  /** Counts what was answered without asking for a verdict. */
  public void turnedAway(CheckResult result) {
    add(results, result.place() * SOURCES + CheckSource.NONE.place(), 1);
  }

  long count(CheckResult result, CheckSource source) {
    return results.getAcquire(result.place() * SOURCES + source.place());
  }

  long inBucket(int bucket, CheckSource source) {
    return buckets.getAcquire(source.place() * BUCKETS + bucket);
  }

  long nanos(CheckSource source) {
    return nanos.getAcquire(source.place());
  }

  /** The upper bounds of the buckets in seconds; the last is infinite. */
  static double[] boundsSeconds() {
    double[] seconds = new double[BUCKETS];
    for (int i = 0; i < BOUNDS.length; i++) {
      seconds[i] = BOUNDS[i] / 1e9;
    }
    seconds[BOUNDS.length] = Double.POSITIVE_INFINITY;
    return seconds;
  }

  private static int bucket(long ageNanos) {
    int bucket = 0;
    while (bucket < BOUNDS.length && ageNanos > BOUNDS[bucket]) {
      bucket++;
    }
    return bucket;
  }

  private static void add(AtomicLongArray counts, int place, long more) {
    counts.setRelease(place, counts.getPlain(place) + more);
  }
}
