package io.colleckt.auth.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When to try again: ten attempts within three days and a few hours, and pauses for a receiver that
 * fails whatever it is sent.
 */
public final class Backoff {
  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private static final double JITTER = 0.2;

  /** Longer than the first delay ever is, so that after a short failure the order is kept. */
  private static final Duration FIRST_REST = Duration.ofSeconds(6);

  private static final Duration LONGEST_REST = Duration.ofHours(1);
  private static final int DOUBLINGS = 10;

  private Backoff() {}

  /**
   * How long after the end of so many attempts the next one is due, give or take a fifth.
   *
   * @param random from 0 to below 1
   * @return empty = that was the last one
   */
  public static Optional<Duration> delay(int attempts, DoubleSupplier random) {
    if (attempts > DELAYS.size()) {
      return Optional.empty();
    }
    double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
    long millis = DELAYS.get(Math.max(0, attempts - 1)).toMillis();
    return Optional.of(Duration.ofMillis((long) (millis * factor)));
  }

  /** How long a receiver is left alone after so many failures in a row. */
  public static Duration rest(int failures) {
    int doublings = Math.min(DOUBLINGS, Math.max(0, failures - 1));
    Duration rest = FIRST_REST.multipliedBy(1L << doublings);
    return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
  }
}
