package io.colleckt.auth.http;

import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.LiveToken;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Lets in who may ask about other tokens: callers that present a token with the ability {@code
 * tokens:introspect}, as a bearer token (RFC 6750) or, since that is all that stock OAuth clients
 * know, as client credentials (RFC 6749 section 2.3.1; see {@link ClientCredentials}). The caller's
 * check is one like any other, on record with the method and path of this very request. Used on one
 * event loop.
 */
final class CallerGate {
  static final String ABILITY = "tokens:introspect";

  private final TokenChecks checks;
  private final BearerParser parser;
  private final Callers callers;

  CallerGate(Door door) {
    this.checks = door.checks();
    this.parser = door.parser();
    this.callers = new Callers(door.addresses());
  }

  /**
   * What the request presents; nothing has been looked up yet.
   *
   * @param scheme of the challenge that a refusal answers with
   */
  record Presented(BearerParser.Credential credential, Challenge scheme) {}

  /**
   * Reads the header.
   *
   * @throws Refused with 401 when it holds nothing that could be a token
   */
  Presented presented(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    Challenge scheme = Challenge.to(header);
    BearerParser.Credential credential =
        scheme == Challenge.BASIC ? ClientCredentials.parse(header, parser) : parser.parse(header);
    if (credential == null) {
      throw new Refused(scheme.unauthenticated());
    }
    return new Presented(credential, scheme);
  }

  /**
   * Completes with the caller's token; fails with {@link Refused}: 401, 403, 429, or 503 in doubt.
   */
  Future<LiveToken> admit(HttpServerRequest request, Presented presented) {
    BearerParser.Credential credential = presented.credential();
    Check check =
        new Check(
            credential.id(),
            credential.hash(),
            ABILITY,
            callers.asking(request),
            System.nanoTime());
    return checks.verdictOn(check).map(verdict -> admitted(verdict, presented.scheme()));
  }

  private static LiveToken admitted(Verdict verdict, Challenge scheme) {
    if (verdict instanceof Verdict.Accepted accepted) {
      return accepted.token();
    }
    if (verdict instanceof Verdict.LacksAbility) {
      throw new Refused(scheme.lacksAbility());
    }
    if (verdict instanceof Verdict.RateLimited limited) {
      throw new Refused(Failures.rateLimited(limited.quota()));
    }
    throw new Refused(
        verdict instanceof Verdict.Unavailable ? Failures.unavailable() : scheme.unauthenticated());
  }
}
