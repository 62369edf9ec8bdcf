package io.colleckt.auth.finding;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Something that a token is used to.
 *
 * @param value a network as {@code 203.0.113.0/24}, a client such as {@code curl}, or a route as
 *     {@code GET /flows/{id}}
 */
public record Habit(long tokenId, HabitKind kind, String value) {
  /** Stands in rows of many different refused calls, which have no address. */
  private static final IpAddress NOWHERE = new IpAddress(0, 0);

  /**
   * What the rules hold against what is stored of a token: all that an accepted call shows, and the
   * network of one that was refused because its token is revoked.
   */
  public static Set<Habit> shownBy(Calls calls) {
    Set<Habit> habits = new HashSet<>();
    valuesOf(calls).forEach((kind, value) -> habits.add(new Habit(calls.tokenId(), kind, value)));
    return habits;
  }

  /** The values of {@link #shownBy(Calls)}. */
  static Map<HabitKind, String> valuesOf(Calls calls) {
    Map<HabitKind, String> values = new EnumMap<>(HabitKind.class);
    switch (calls.outcome()) {
      case ACCEPTED -> {
        for (HabitKind kind : HabitKind.values()) {
          values.put(kind, shownBy(calls, kind).value());
        }
      }
      case REVOKED -> {
        if (!calls.caller().address().equals(NOWHERE)) {
          values.put(HabitKind.NETWORK, shownBy(calls, HabitKind.NETWORK).value());
        }
      }
      default -> {}
    }
    return values;
  }

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
