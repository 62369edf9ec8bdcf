package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * List the workspace's tokens.
 *
 * @param after where the page before ended; empty = from the first one on
 * @param limit at most so many, 1 to 100
 * @param counted whether to count all that the filter finds
 */
public record ListTokens(
    Actor actor, Filter filter, Order order, Optional<Place> after, int limit, boolean counted) {

  /**
   * Which tokens.
   *
   * @param words part of the name, in any case of letters; taken as it stands
   * @param expiresAfter those that expire at that instant or later, not those that never do
   * @param expiresBefore those that expire before that instant
   */
  public record Filter(
      Optional<TokenStatus> status,
      Optional<Environment> environment,
      Optional<String> words,
      Optional<Instant> expiresAfter,
      Optional<Instant> expiresBefore) {}

  /**
   * In which order.
   *
   * @param byExpiry by the instant at which they expire, never being the last one, and by id among
   *     those that expire at once; else by id, which is the order in which they were made
   */
  public record Order(boolean byExpiry, boolean ascending) {}

  /**
   * A token's place in any order.
   *
   * @param expiresAt empty = never
   */
  public record Place(Optional<Instant> expiresAt, long id) {}
}
