package io.colleckt.auth.token;

import java.util.Locale;

/** What members have decided about a token. Expiry is no state: it follows from the clock. */
public enum TokenState {
  ACTIVE,
  PAUSED,
  /** Final. */
  REVOKED;

  /** The name in the database. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that label. */
  public static TokenState of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
