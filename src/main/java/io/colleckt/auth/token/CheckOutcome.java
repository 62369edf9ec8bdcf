package io.colleckt.auth.token;

import java.util.Optional;

/** How a check of a known token ended, as the activity log and the metrics name it. */
public enum CheckOutcome {
  ACCEPTED("accepted", 0),
  EXPIRED("expired", 1),
  REVOKED("revoked", 2),
  PAUSED("paused", 3),
  WRONG_SECRET("wrong_secret", 4),
  ADDRESS("address", 5),
  ABILITY("ability", 6),
  RATE_LIMITED("rate_limited", 7);

  private final String label;
  private final int code;

  CheckOutcome(String label, int code) {
    this.label = label;
    this.code = code;
  }

  /** The name in JSON and in metrics. */
  public String label() {
    return label;
  }

  /** The number in the database. */
  public int code() {
    return code;
  }

  /** The outcome of that name. */
  public static Optional<CheckOutcome> of(String label) {
    for (CheckOutcome outcome : values()) {
      if (outcome.label.equals(label)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }

  /**
   * The outcome of that number.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static CheckOutcome ofCode(int code) {
    for (CheckOutcome outcome : values()) {
      if (outcome.code == code) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("There is no outcome " + code + ".");
  }
}
