package io.colleckt.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who uses a token: what its revocation would hit. Calls that were let in, of 24 hours and of the
 * begun hour before them.
 *
 * @param since the beginning of that time
 * @param addresses those with the most calls, ten at most
 * @param routes those with the most calls, ten at most
 */
public record Impact(
    Instant since,
    Optional<Instant> lastSeenAt,
    long callsLast24h,
    List<FromAddress> addresses,
    List<OnRoute> routes) {

  public Impact {
    addresses = List.copyOf(addresses);
    routes = List.copyOf(routes);
  }

  /** Calls from one address. */
  public record FromAddress(String address, long calls, Instant lastSeenAt) {}

  /** Calls of one route. */
  public record OnRoute(String method, String path, long calls) {}
}
