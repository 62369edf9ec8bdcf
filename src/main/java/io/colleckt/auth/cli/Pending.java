package io.colleckt.auth.cli;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A call that may be repeated as it is, and whose answer may be "not yet": a revocation, while a
 * store is away.
 */
final class Pending {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 500;

  private Pending() {}

  /** Asks until there is an answer, for ten seconds. */
  static <T> T repeat(Supplier<T> call) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (Failure e) {
        if (e.exit() != Exit.UNANSWERED || System.nanoTime() - end > 0) {
          throw e;
        }
        rest(e);
      }
    }
  }

  private static void rest(Failure last) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw last;
    }
  }
}
