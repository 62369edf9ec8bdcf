package io.colleckt.auth.finding;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** What can be unexpected about a token, mostly about its calls. */
public enum FindingKind {
  /**
   * The first accepted call from a network (IPv4 /24, IPv6 /48) that it was never used from; more
   * than a day after its first use.
   */
  NEW_NETWORK(null),
  /**
   * The first accepted call by a family of clients that it was never used by; more than a day after
   * its first use.
   */
  NEW_USER_AGENT(null),
  /** The first accepted call of a route, more than a week after its first use. */
  NEW_ROUTE(null),
  /** Used by a page in a browser: it may be exposed in client-side code. Once a day. */
  BROWSER(ChronoUnit.DAYS),
  /** Ten times as many accepted calls in 24 hours as on a usual day. Once a day. */
  HIGH_RATE(ChronoUnit.DAYS),
  /** An accepted call after 30 days or more without one. */
  LONG_SILENCE(null),
  /**
   * Something still uses an expired token; or a revoked one, from a network that it was used from
   * before, since its secret is not compared any more. Once a day and outcome. Every call with a
   * revoked token is in the activity log.
   */
  DEAD_TOKEN(ChronoUnit.DAYS),
  /** Somebody has found the token where it should not be. Once a day and place. */
  LEAKED(ChronoUnit.DAYS);

  private final ChronoUnit oncePer;

  FindingKind(ChronoUnit oncePer) {
    this.oncePer = oncePer;
  }

  /** The name in JSON and in the database. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The same thing is told once in such a unit of time (UTC); empty = whenever it is seen. */
  public Optional<ChronoUnit> oncePer() {
    return Optional.ofNullable(oncePer);
  }

  /** The kind of that label, or empty. */
  public static Optional<FindingKind> of(String label) {
    for (FindingKind kind : values()) {
      if (kind.label().equals(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
