package io.colleckt.auth.finding;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What is known of the use of a token, beside its habits.
 *
 * @param firstAcceptedAt null = never accepted so far
 * @param lastAcceptedOn the last day (UTC) with an accepted call; null = none so far
 * @param networks how many habits of that kind are stored; so for the others
 */
public record Watch(
    long tokenId,
    Instant firstAcceptedAt,
    LocalDate lastAcceptedOn,
    int networks,
    int userAgents,
    int routes) {

  /** How many habits of that kind are stored. */
  public int habits(HabitKind kind) {
    return switch (kind) {
      case NETWORK -> networks;
      case USER_AGENT -> userAgents;
      case ROUTE -> routes;
    };
  }

  /** With one more habit of that kind. */
  Watch with(HabitKind kind) {
    return new Watch(
        tokenId,
        firstAcceptedAt,
        lastAcceptedOn,
        networks + (kind == HabitKind.NETWORK ? 1 : 0),
        userAgents + (kind == HabitKind.USER_AGENT ? 1 : 0),
        routes + (kind == HabitKind.ROUTE ? 1 : 0));
  }

  /** After an accepted call; never back in time. */
  Watch acceptedAt(Instant at, LocalDate day) {
    Instant first = firstAcceptedAt == null || at.isBefore(firstAcceptedAt) ? at : firstAcceptedAt;
    LocalDate last = lastAcceptedOn == null || day.isAfter(lastAcceptedOn) ? day : lastAcceptedOn;
    return new Watch(tokenId, first, last, networks, userAgents, routes);
  }
}
