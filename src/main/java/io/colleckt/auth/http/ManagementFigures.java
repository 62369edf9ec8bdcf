package io.colleckt.auth.http;

import io.colleckt.auth.metrics.Counts;
import io.colleckt.auth.metrics.Metrics;
import io.vertx.core.Vertx;

/** Counts the answers of management by what they mean to operators. */
final class ManagementFigures {
  private ManagementFigures() {}

  /** What an answer means. */
  private enum Meaning {
    /** 2xx and 3xx. */
    DONE,
    /** 4xx: the request's own fault. */
    REFUSED,
    /** 503. */
    UNAVAILABLE,
    /** Any other 5xx: a fault of the service. */
    FAILED
  }

  /** There was one more answer of this status. */
  static void count(Vertx vertx, int status) {
    counts(vertx).add(meaning(status));
  }

  /** Tells of all from now on, also of what has not happened yet. */
  static void begin(Vertx vertx) {
    counts(vertx);
  }

  private static Counts<Meaning> counts(Vertx vertx) {
    String what = "Answers of management, checks apart.";
    return Metrics.of(vertx).counts("colleckt.management.answers", what, "outcome", Meaning.class);
  }

  private static Meaning meaning(int status) {
    if (status < 400) {
      return Meaning.DONE;
    }
    if (status < 500) {
      return Meaning.REFUSED;
    }
    return status == 503 ? Meaning.UNAVAILABLE : Meaning.FAILED;
  }
}
