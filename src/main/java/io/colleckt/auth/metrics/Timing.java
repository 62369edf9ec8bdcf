package io.colleckt.auth.metrics;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How long something takes, as a histogram. Not for the hot path. This class is threadsafe. */
public final class Timing {
  private final Timer timer;

  Timing(Timer timer) {
    this.timer = timer;
  }

  /** It took so long; what is negative counts as zero. */
  public void record(long nanos) {
    timer.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /**
   * It began then and ends now.
   *
   * @param startedNanos {@link System#nanoTime}
   */
  public void recordSince(long startedNanos) {
    record(System.nanoTime() - startedNanos);
  }
}
