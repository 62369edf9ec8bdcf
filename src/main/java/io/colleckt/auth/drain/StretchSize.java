package io.colleckt.auth.drain;

import java.time.Duration;

/**
 * How many calls a stretch holds. Its commit holds locks on tokens that revocations wait for, so
 * there are as many as a commit brings in within a tenth to a quarter of a second. Used from one
 * context.
 */
final class StretchSize {
  static final int FEWEST = 500;
  static final int MOST = 20_000;

  /** Few, since nothing is known yet of how fast the database is. */
  static final int FIRST = 2_000;

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMillis(250);

  private int mostCalls = FIRST;

  /** A stretch takes no more entries once it holds so many calls. */
  int mostCalls() {
    return mostCalls;
  }

  /**
   * Learns from a commit. A short one tells nothing of larger stretches unless this one was full.
   *
   * @param calls how many the stretch held
   */
  void committed(int calls, Duration time) {
    if (time.compareTo(LONG) > 0) {
      mostCalls = Math.max(FEWEST, mostCalls / 2);
    } else if (time.compareTo(SHORT) < 0 && calls >= mostCalls) {
      mostCalls = Math.min(MOST, mostCalls * 2);
    }
  }

  /** A stretch could not be committed: its size may be why. */
  void failed() {
    mostCalls = Math.max(FEWEST, mostCalls / 4);
  }
}
