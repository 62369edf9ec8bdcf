package io.colleckt.auth.finding;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.token.Check;

/**
 * Something that a token is used to.
 *
 * @param value a network as {@code 203.0.113.0/24}, a client such as {@code curl}, or a route as
 *     {@code GET /flows/{id}}
 */
public record Habit(long tokenId, HabitKind kind, String value) {

  /** What a call shows in this respect. */
  public static Habit shownBy(Calls calls, HabitKind kind) {
    Check.Caller caller = calls.caller();
    String value =
        switch (kind) {
          case NETWORK -> CallerNetwork.of(caller.address());
          case USER_AGENT -> UserAgentFamily.of(caller.userAgent());
          case ROUTE -> caller.method() + " " + RoutePattern.of(caller.path());
        };
    return new Habit(calls.tokenId(), kind, value);
  }
}
