package io.colleckt.auth.fire;

/** Tells the time of day at a moment of {@link System#nanoTime}; both are read once. */
final class WallClock {
  private final long startNanos = System.nanoTime();
  private final long startMillis = System.currentTimeMillis();

  /** Milliseconds since the epoch. */
  long millis(long nanos) {
    return startMillis + (nanos - startNanos) / 1_000_000;
  }
}
