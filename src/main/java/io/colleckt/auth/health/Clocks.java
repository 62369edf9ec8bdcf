package io.colleckt.auth.health;

import java.time.Duration;

/**
 * Compares the two clocks of a process with what they said at the last look: the monotonic one
 * tells whether the process stood still in between, the difference of both whether the wall clock
 * was set, or the machine slept, since the monotonic one may not count that. Used on one thread.
 */
final class Clocks {
  private static final Duration MOST_ELAPSED = Duration.ofSeconds(1);
  private static final Duration MOST_JUMP = Duration.ofMillis(500);

  private long nanos;
  private long wallMillis;

  /**
   * @param nanos {@link System#nanoTime}
   * @param wallMillis {@link System#currentTimeMillis}
   */
  Clocks(long nanos, long wallMillis) {
    this.nanos = nanos;
    this.wallMillis = wallMillis;
  }

  /**
   * What went by between two looks.
   *
   * @param elapsed by the monotonic clock
   * @param jump how far the wall clock went beyond that; negative = back
   */
  record Step(Duration elapsed, Duration jump) {
    boolean stoodStill() {
      return elapsed.compareTo(MOST_ELAPSED) > 0;
    }

    boolean jumped() {
      return jump.abs().compareTo(MOST_JUMP) > 0;
    }
  }

  /** Looks again; the looks must follow each other in much less than a second. */
  Step look(long nanosNow, long wallMillisNow) {
    Duration elapsed = Duration.ofNanos(nanosNow - nanos);
    Duration wall = Duration.ofMillis(wallMillisNow - wallMillis);
    nanos = nanosNow;
    wallMillis = wallMillisNow;
    return new Step(elapsed, wall.minus(elapsed));
  }
}
