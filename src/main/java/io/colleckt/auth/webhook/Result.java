package io.colleckt.auth.webhook;

import java.util.Optional;

/**
 * What came of an attempt.
 *
 * @param responseCode the status of the answer; 0 = there was none
 * @param error a sentence when there was no answer
 */
public record Result(int responseCode, Optional<String> error) {
  private static final int GONE = 410;

  /** The receiver answered. */
  public static Result answered(int responseCode) {
    return new Result(responseCode, Optional.empty());
  }

  /** There was no answer. */
  public static Result failed(String error) {
    return new Result(0, Optional.of(error));
  }

  /** Whether the receiver has taken it. */
  public boolean delivered() {
    return responseCode / 100 == 2;
  }

  /** Whether the receiver wants nothing any more. */
  public boolean gone() {
    return responseCode == GONE;
  }
}
