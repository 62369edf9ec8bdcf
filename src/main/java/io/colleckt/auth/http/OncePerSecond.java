package io.colleckt.auth.http;

import java.util.function.LongSupplier;

/** Keeps what happens with each request from filling the log. Safe for use from any thread. */
final class OncePerSecond {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final LongSupplier nanoTime;
  private long quietUntilNanos;
  private long unsaid;

  /**
   * @param nanoTime the clock: {@link System#nanoTime}
   */
  OncePerSecond(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.quietUntilNanos = nanoTime.getAsLong();
  }

  /** Counts one more. Returns how many the log has not been told of, or 0 = not now. */
  synchronized long count() {
    unsaid++;
    long nowNanos = nanoTime.getAsLong();
    if (nowNanos - quietUntilNanos < 0) {
      return 0;
    }
    quietUntilNanos = nowNanos + SECOND_NANOS;
    long all = unsaid;
    unsaid = 0;
    return all;
  }
}
