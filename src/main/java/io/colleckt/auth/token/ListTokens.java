package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;
import java.util.Optional;

/**
 * List the workspace's tokens, the newest first.
 *
 * @param below only ids below this one: where the page before ended
 * @param limit at most so many, 1 to 100
 */
public record ListTokens(Actor actor, Filter filter, long below, int limit) {

  /**
   * Which tokens.
   *
   * @param words part of the name, in any case of letters; taken as it stands
   */
  public record Filter(
      Optional<TokenStatus> status, Optional<Environment> environment, Optional<String> words) {}
}
