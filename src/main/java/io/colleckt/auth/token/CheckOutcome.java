package io.colleckt.auth.token;

/** How a check of a known token ended, as the activity log and the metrics name it. */
public enum CheckOutcome {
  ACCEPTED("accepted"),
  EXPIRED("expired"),
  REVOKED("revoked"),
  PAUSED("paused"),
  WRONG_SECRET("wrong_secret"),
  ADDRESS("address"),
  ABILITY("ability"),
  RATE_LIMITED("rate_limited");

  private final String label;

  CheckOutcome(String label) {
    this.label = label;
  }

  /** The name in JSON and in metrics. */
  public String label() {
    return label;
  }
}
