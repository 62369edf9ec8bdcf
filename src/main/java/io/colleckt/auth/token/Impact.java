package io.colleckt.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who uses a token: what its revocation would hit. */
public record Impact(
    Optional<Instant> lastSeenAt,
    long callsLast24h,
    List<FromAddress> addresses,
    List<OnRoute> routes) {

  public Impact {
    addresses = List.copyOf(addresses);
    routes = List.copyOf(routes);
  }

  /** Calls from one address within 24 hours. */
  public record FromAddress(String address, long calls, Instant lastSeenAt) {}

  /** Calls of one route within 24 hours. */
  public record OnRoute(String method, String path, long calls) {}
}
