package io.colleckt.auth.persistence;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is done again and again, until it is stopped. Used from one context. */
final class Rounds {
  private final Vertx vertx;
  private final List<Long> timers = new ArrayList<>();

  Rounds(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Does the work after each such time, on the context of the caller. */
  void every(Duration period, Runnable work) {
    every(period, period, work);
  }

  /** Does the work after a first delay, and then after each such time. */
  void every(Duration delay, Duration period, Runnable work) {
    timers.add(vertx.setPeriodic(delay.toMillis(), period.toMillis(), timer -> work.run()));
  }

  /** Begins nothing more. */
  void stop() {
    timers.forEach(vertx::cancelTimer);
    timers.clear();
  }
}
