package io.colleckt.auth.finding;

import java.time.Duration;

/** In what respect a token is used to something. */
public enum HabitKind {
  NETWORK("n", 200, Duration.ofDays(1)),
  USER_AGENT("u", 50, Duration.ofDays(1)),
  ROUTE("r", 1000, Duration.ofDays(7));

  private final String code;
  private final int most;
  private final Duration learning;

  HabitKind(String code, int most, Duration learning) {
    this.code = code;
    this.most = most;
    this.learning = learning;
  }

  /** The letter in the database. */
  public String code() {
    return code;
  }

  /**
   * The kind of that letter.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static HabitKind ofCode(String code) {
    for (HabitKind kind : values()) {
      if (kind.code.equals(code)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("There is no kind of habits " + code + ".");
  }

  /** So many are kept for each token; a token that has as many is not watched in this respect. */
  public int most() {
    return most;
  }

  /** For so long after its first accepted call, what a token shows is learned without a word. */
  public Duration learning() {
    return learning;
  }

  /** The name among the facts of a finding. */
  String label() {
    return switch (this) {
      case NETWORK -> "network";
      case USER_AGENT -> "client";
      case ROUTE -> "route";
    };
  }
}
