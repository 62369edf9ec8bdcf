package io.colleckt.auth.bench;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.SecretHash;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Calls as clients make them: few tokens make most of them (the nth makes one nth of those of the
 * first); each has a few routes, of which it uses some more than others, one or two addresses and
 * one user agent.
 */
final class SyntheticCalls {
  private static final SecretHash HASH = SecretHash.ofSecret(new byte[] {1}, 0, 1);
  private static final int ROUTES = 300;
  private static final int ROUTES_A_TOKEN = 5;
  private static final int USER_AGENTS = 40;
  private static final long NETWORK = 0x0000_ffff_cb00_7100L; // ::ffff:203.0.113.0

  private final int tokens;
  private final boolean unique;
  private final SplittableRandom random = new SplittableRandom(7);
  private long made;

  private SyntheticCalls(int tokens, boolean unique) {
    this.tokens = tokens;
    this.unique = unique;
  }

  /**
   * @param traffic {@code zipf}: routes are shared; {@code unique}: each call has a path of its
   *     own, and nothing folds
   */
  static SyntheticCalls of(String traffic, int tokens) {
    return switch (traffic) {
      case "zipf" -> new SyntheticCalls(tokens, false);
      case "unique" -> new SyntheticCalls(tokens, true);
      default -> throw new IllegalArgumentException("traffic=" + traffic + ": zipf or unique");
    };
  }

  /** How many come a second. */
  int perSecond() {
    return unique ? 20_000 : 50_000;
  }

  /** The next ones. */
  List<Check> next(int count) {
    List<Check> checks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      checks.add(next());
    }
    return checks;
  }

  private Check next() {
    int token = zipf(tokens);
    int route = (token * ROUTES_A_TOKEN + zipf(ROUTES_A_TOKEN)) % ROUTES;
    String path =
        unique
            ? "/v2/orders/" + 1_000_000_007L * made++ % 1_000_000_000_000L
            : "/v2/resources/" + route;
    int address = (token * 2 + (random.nextInt(5) == 0 ? 1 : 0)) % 500;
    Check.Caller caller =
        new Check.Caller(
            new IpAddress(0, NETWORK + address),
            token % 3 == 0 ? "POST" : "GET",
            path,
            "integration-client/2." + token % USER_AGENTS + " (java 17)",
            false);
    return new Check(TokenSupply.id(token), HASH, "", caller, 0);
  }

  /** A number below the bound; n comes one (n + 1)th as often as 0. */
  private int zipf(int bound) {
    return (int) Math.exp(random.nextDouble() * Math.log(bound + 1.0)) - 1;
  }
}
