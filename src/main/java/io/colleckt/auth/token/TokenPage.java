package io.colleckt.auth.token;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param more whether others follow the last one
 * @param count of all that the filter finds, if it was asked for
 */
public record TokenPage(List<Token> tokens, boolean more, Optional<Count> count) {
  public TokenPage {
    tokens = List.copyOf(tokens);
  }

  /**
   * How many there are.
   *
   * @param tokens at most {@link #MOST}
   * @param exact false = there are more than that
   */
  public record Count(int tokens, boolean exact) {
    /** Counting ends there, so that it costs about the same in every workspace. */
    public static final int MOST = 10_000;
  }
}
