package io.colleckt.auth.http;

import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.LiveToken;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /v1/introspect} (RFC 7662). The token that is asked about gets a check like any
 * other: judged by the state of this moment and on record, with the request that a trusted proxy
 * forwards, else as {@code POST /v1/introspect}, from the client's address as {@link PresentedFrom}
 * finds it. Two calls are on record then: this one of the caller's, and that one.
 *
 * <p>A token of another workspace is as inactive as one that does not exist. What is in doubt is
 * answered 503 and never as inactive, and a token whose rate limit is used up 429: it is neither.
 * Used on one event loop.
 */
final class IntrospectionRoutes {
  static final String PATH = "/v1/introspect";

  private final TokenChecks checks;
  private final BearerParser parser;
  private final CallerGate gate;
  private final PresentedFrom from;
  private final IssueTimes times;
  private final IntrospectionJson json;

  IntrospectionRoutes(Door door, IssueTimes times, IntrospectionJson json) {
    this.checks = door.checks();
    this.parser = door.parser();
    this.gate = new CallerGate(door);
    this.from = new PresentedFrom(door.addresses(), FormBody::invalid);
    this.times = times;
    this.json = json;
  }

  void addTo(Router router) {
    Door.post(router, PATH, this::introspect);
  }

  /** Nothing is looked up before the whole request has been read and understood. */
  private Future<Reply> introspect(RoutingContext context) {
    HttpServerRequest request = context.request();
    CallerGate.Presented presented = gate.presented(request);
    return FormBody.of(request).compose(form -> introspect(request, presented, form));
  }

  private Future<Reply> introspect(
      HttpServerRequest request, CallerGate.Presented presented, FormBody form) {
    BearerParser.Credential credential = parser.parseToken(form.required("token"));
    Check.Caller client = from.call(request, form.optional(PresentedFrom.PARAMETER));
    return gate.admit(request, presented)
        .compose(
            caller ->
                credential == null
                    ? Future.succeededFuture(Reply.ok(IntrospectionJson.inactive()))
                    : check(credential, client).compose(verdict -> told(verdict, caller, client)));
  }

  private Future<Verdict> check(BearerParser.Credential credential, Check.Caller client) {
    return checks.verdictOn(
        new Check(credential.id(), credential.hash(), "", client, System.nanoTime()));
  }

  private Future<Reply> told(Verdict verdict, LiveToken caller, Check.Caller client) {
    if (verdict instanceof Verdict.Accepted accepted
        && accepted.token().workspaceId() == caller.workspaceId()) {
      return active(accepted.token(), client.address());
    }
    if (verdict instanceof Verdict.Unavailable) {
      return Future.failedFuture(new Refused(Failures.unavailable()));
    }
    return verdict instanceof Verdict.RateLimited limited
        ? Future.failedFuture(new Refused(Failures.rateLimited(limited.quota())))
        : Future.succeededFuture(Reply.ok(IntrospectionJson.inactive()));
  }

  private Future<Reply> active(LiveToken token, IpAddress from) {
    return times.of(token, from).map(issuedAt -> Reply.ok(json.active(token, issuedAt)));
  }
}
