package io.colleckt.auth.http;

import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.metrics.CheckResult;
import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * {@code /v1/verify}, whatever is below it (for Envoy, which appends the original path), and {@code
 * /v1/me}: who is this? The hot path; it goes past the router. Used on one event loop.
 */
final class CheckRoutes implements Handler<HttpServerRequest> {
  static final String VERIFY = "/v1/verify";
  static final String VERIFY_BELOW = VERIFY + "/";
  private static final String ME = "/v1/me";

  private final TokenChecks checks;
  private final BearerParser parser;
  private final ClientAddress addresses;
  private final Callers callers;
  private final OwnToken ownToken;
  private final AcceptedHeaders headers = new AcceptedHeaders();
  private final RefusalPace refusals;

  /**
   * @param refusals of the same event loop
   */
  CheckRoutes(Door door, OwnToken ownToken, RefusalPace refusals) {
    this.checks = door.checks();
    this.parser = door.parser();
    this.addresses = door.addresses();
    this.callers = new Callers(addresses);
    this.ownToken = ownToken;
    this.refusals = refusals;
  }

  /** Whether the path is that of a check. */
  static boolean serves(String path) {
    return path.startsWith(VERIFY_BELOW) || path.equals(VERIFY) || path.equals(ME);
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (request.path().equals(ME) && !request.method().equals(HttpMethod.GET)) {
      Failures.methodNotAllowed("GET").sendTo(request.response());
    } else {
      checkAndAnswer(request);
    }
  }

  private void checkAndAnswer(HttpServerRequest request) {
    CheckQuery query = CheckQuery.of(request);
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    BearerParser.Credential credential = parser.parse(authorization);
    if (credential == null) {
      boolean presented = BearerParser.presentsToken(authorization);
      checks.tally().turnedAway(presented ? CheckResult.MALFORMED : CheckResult.MISSING);
      CheckAnswer.unauthenticated(request.response(), presented);
    } else if (!query.isValid()) {
      checks.tally().turnedAway(CheckResult.MISASKED);
      CheckAnswer.misasked(request.response(), query.wrongParameter(), query.what());
    } else if (checks.isBehind()) {
      checks.tally().turnedAway(CheckResult.SHED);
      refusals.refuse(request);
    } else {
      checks
          .verdictOn(check(request, credential, query.ability()))
          .onSuccess(verdict -> answer(request, verdict, query));
    }
  }

  private Check check(
      HttpServerRequest request, BearerParser.Credential credential, String ability) {
    Check.Caller caller = callers.of(request);
    return new Check(credential.id(), credential.hash(), ability, caller, System.nanoTime());
  }

  private void answer(HttpServerRequest request, Verdict verdict, CheckQuery query) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    if (verdict instanceof Verdict.Accepted accepted) {
      if (request.path().equals(ME)) {
        ownToken.tell(accepted.token(), addresses.of(request), response);
      } else {
        headers.set(response, accepted.token());
        CheckAnswer.accepted(response, accepted.quota());
      }
    } else if (verdict instanceof Verdict.LacksAbility) {
      CheckAnswer.lacksAbility(response);
    } else if (verdict instanceof Verdict.RateLimited limited) {
      CheckAnswer.rateLimited(response, limited.quota(), query.tooManyStatus());
    } else if (verdict instanceof Verdict.Unavailable) {
      CheckAnswer.unavailable(response);
    } else {
      CheckAnswer.unauthenticated(response, true);
    }
  }
}
