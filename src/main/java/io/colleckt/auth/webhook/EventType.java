package io.colleckt.auth.webhook;

import java.util.Locale;
import java.util.Optional;

/** What a webhook can be told. */
public enum EventType {
  TOKEN_CREATED,
  TOKEN_REVOKED,
  /** 14, 7 and 1 days before the end of a token that lives longer than that. */
  TOKEN_EXPIRING,
  TOKEN_EXPIRED,
  FINDING_OPENED,
  /** Only on demand, to see whether the receiver is there. */
  PING;

  /** The name in JSON and in the database: {@code token.created}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The type of that label, or empty. */
  public static Optional<EventType> of(String label) {
    for (EventType type : values()) {
      if (type.label().equals(label)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
