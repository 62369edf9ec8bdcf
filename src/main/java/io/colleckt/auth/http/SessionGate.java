package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.ReadSession;
import io.colleckt.auth.account.ReportRefusal;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.FairLane;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who asks: the member behind the session cookie. What changes something must come from
 * our own pages and bring the session's CSRF token; a refusal for want of either is put on record.
 * Bearer tokens mean nothing here. Used on one event loop.
 */
final class SessionGate {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** Made-up cookies must keep no member from revoking a token. */
  private static final int SESSIONS_AT_ONCE = 3;

  private static final String SESSION = SessionGate.class.getName() + ".session";

  private final EventBus bus;
  private final FairLane<ReadSession, Answer<Session>> sessions;
  private final FairLane<ReadSession, Answer<Session>> changers;
  private final ClientAddress addresses;
  private final OwnOrigin own;
  private final SessionCookie cookie;

  /**
   * @param publicUrl where browsers find the service; empty = where {@code Host} says
   */
  SessionGate(EventBus bus, ClientAddress addresses, Optional<URI> publicUrl) {
    this.bus = bus;
    this.sessions = new FairLane<>(bus, Addresses.SESSION, SESSIONS_AT_ONCE);
    this.changers = new FairLane<>(bus, Addresses.SESSION, SESSIONS_AT_ONCE);
    this.addresses = addresses;
    this.own = new OwnOrigin(publicUrl);
    this.cookie = new SessionCookie(own.isSecure());
  }

  /** Completes with the admission; fails when it cannot be found out (503). */
  Future<Admission> admit(RoutingContext context) {
    Optional<String> id = cookie.idIn(context.request());
    if (id.isEmpty()) {
      return Future.succeededFuture(new Admission.NoSession());
    }
    return laneOf(context.request())
        .ask(
            addresses.of(context.request()),
            new ReadSession(Fingerprint.of(id.get()), !comesBackByItself(context.request())))
        .compose(answer -> judge(context, id.get(), answer.outcome()));
  }

  /** Whoever changes something, perhaps revokes a token, waits behind nobody who only reads. */
  private FairLane<ReadSession, Answer<Session>> laneOf(HttpServerRequest request) {
    return SAFE.contains(request.method()) ? sessions : changers;
  }

  /** A browser that takes up a stream again, perhaps without anybody before it. */
  private static boolean comesBackByItself(HttpServerRequest request) {
    return request.headers().contains("Last-Event-ID");
  }

  /**
   * Whether the session of a request that was admitted is still alive. Looking is no use: it ends
   * as if nobody had looked.
   */
  Future<Boolean> isAlive(Request request) {
    HttpServerRequest http = request.context().request();
    return sessions
        .ask(addresses.of(http), new ReadSession(Fingerprint.of(id(request)), false))
        .map(answer -> answer.outcome() instanceof Outcome.Done);
  }

  /** The session of a request that was admitted. */
  static Session session(Request request) {
    return request.context().get(SESSION);
  }

  /** The session's id in a request that was admitted. */
  String id(Request request) {
    return cookie.idIn(request.context().request()).orElseThrow();
  }

  /** Who sends a request that needs no session. */
  Visitor visitor(HttpServerRequest request) {
    return new Visitor(addresses.of(request).toString(), Callers.userAgentOf(request));
  }

  /** Where our pages are and whose they are not. */
  OwnOrigin own() {
    return own;
  }

  SessionCookie cookie() {
    return cookie;
  }

  private Future<Admission> judge(RoutingContext context, String id, Outcome<Session> outcome) {
    if (!(outcome instanceof Outcome.Done<Session> found)) {
      return Future.succeededFuture(new Admission.NoSession());
    }
    HttpServerRequest request = context.request();
    Actor actor = found.value().actor(visitor(request));
    context.put(SESSION, found.value());
    if (SAFE.contains(request.method())) {
      return Future.succeededFuture(new Admission.Admitted(actor));
    }
    if (own.isForeign(request)) {
      return bar(context, actor, "origin", "This request comes from another site.");
    }
    return provesItself(request, id)
        ? Future.succeededFuture(new Admission.Admitted(actor))
        : bar(context, actor, "csrf", "The header X-CSRF-Token must hold the session's token.");
  }

  private static boolean provesItself(HttpServerRequest request, String id) {
    String token = request.getHeader("X-CSRF-Token");
    byte[] expected = SessionCookie.csrfToken(id).getBytes(StandardCharsets.UTF_8);
    return token != null && MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), expected);
  }

  /** Barred even when that cannot be put on record. */
  private Future<Admission> bar(
      RoutingContext context, Actor actor, String reason, String message) {
    String call = context.request().method() + " " + context.currentRoute().getPath();
    return Addresses.REFUSAL
        .ask(bus, new ReportRefusal(actor, call, reason))
        .otherwiseEmpty()
        .map(new Admission.Barred(message));
  }
}
