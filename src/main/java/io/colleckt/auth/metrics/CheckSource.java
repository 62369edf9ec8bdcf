package io.colleckt.auth.metrics;

import java.util.Locale;

/** What a verdict needed. */
public enum CheckSource {
  /** One call to Redis. */
  REDIS(0),
  /** Redis could not tell alone: Postgres was asked. */
  POSTGRES(1),
  /** There is no verdict: no store was asked, or none answered in time. */
  NONE(2);

  private final int place;

  CheckSource(int place) {
    this.place = place;
  }

  /** Its place in a tally, from 0 on. */
  int place() {
    return place;
  }

  /** The label. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
