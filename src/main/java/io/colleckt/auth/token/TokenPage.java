package io.colleckt.auth.token;

import java.util.List;

/**
 * One page of a list.
 *
 * @param more whether others follow the last one
 */
public record TokenPage(List<Token> tokens, boolean more) {
  public TokenPage {
    tokens = List.copyOf(tokens);
  }
}
