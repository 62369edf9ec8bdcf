package io.colleckt.auth.token;

import java.util.Locale;
import java.util.Optional;

/** Where a token belongs. A label that is checked by nobody but shown everywhere. */
public enum Environment {
  PRODUCTION,
  SANDBOX;

  /** The name in JSON, headers and the database: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The environment of that label, or empty. */
  public static Optional<Environment> of(String label) {
    for (Environment environment : values()) {
      if (environment.label().equals(label)) {
        return Optional.of(environment);
      }
    }
    return Optional.empty();
  }
}
