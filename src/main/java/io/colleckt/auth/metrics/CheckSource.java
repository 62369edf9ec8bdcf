package io.colleckt.auth.metrics;

import java.util.Locale;

/** What a verdict needed. */
public enum CheckSource {
  /** One call to Redis. */
  REDIS,
  /** Redis could not tell alone: Postgres was asked. */
  POSTGRES,
  /** There is no verdict: no store was asked, or none answered in time. */
  NONE;

  /** The label. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
