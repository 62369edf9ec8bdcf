package io.colleckt.auth.http;

import io.colleckt.auth.account.AcceptInvitation;
import io.colleckt.auth.account.ChangePassword;
import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.account.ReadInvitation;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.account.SignIn;
import io.colleckt.auth.account.SignOut;
import io.colleckt.auth.account.WaitingInvitation;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Signing in and out. Session ids are drawn here and go no further than the cookie. */
final class SessionRoutes {
  private final EventBus bus;
  private final SessionGate gate;

  SessionRoutes(EventBus bus, SessionGate gate) {
    this.bus = bus;
    this.gate = gate;
  }

  void addTo(ManagementApi api) {
    api.open("signIn", this::signIn)
        .open("readInvitation", this::readInvitation)
        .open("acceptInvitation", this::acceptInvitation)
        .on("readSession", this::read)
        .on("signOut", this::signOut)
        .on("changePassword", this::changePassword);
  }

  private Future<Reply> signIn(Request request) {
    HttpServerRequest http = fromOwnPages(request);
    JsonObject body = request.body();
    String id = SessionCookie.draw();
    SignIn question =
        new SignIn(
            body.getString("email"),
            new Password(body.getString("password")),
            Optional.ofNullable(body.getInteger("workspace_id")),
            Fingerprint.of(id),
            gate.visitor(http));
    return Addresses.SIGN_IN.ask(bus, question).map(answer -> begun(answer, id));
  }

  /**
   * The code comes in the body: an address stands in logs, and this one is still good for coming
   * in.
   */
  private Future<Reply> readInvitation(Request request) {
    fromOwnPages(request);
    Fingerprint code = Fingerprint.of(request.body().getString("code"));
    return Addresses.INVITATION
        .ask(bus, new ReadInvitation(code))
        .map(answer -> Failures.reply(answer.outcome(), SessionRoutes::described));
  }

  private static Reply described(WaitingInvitation invitation) {
    return Reply.ok(new JsonObject().put("invitation", AccountJson.of(invitation)));
  }

  private Future<Reply> acceptInvitation(Request request) {
    HttpServerRequest http = fromOwnPages(request);
    String id = SessionCookie.draw();
    AcceptInvitation question =
        new AcceptInvitation(
            Fingerprint.of((String) request.path().get("code")),
            new Password(request.body().getString("password")),
            Fingerprint.of(id),
            gate.visitor(http));
    return Addresses.ACCEPT_INVITATION.ask(bus, question).map(answer -> begun(answer, id));
  }

  private Future<Reply> read(Request request) {
    Session session = SessionGate.session(request);
    return Future.succeededFuture(Reply.ok(AccountJson.of(session, gate.id(request))));
  }

  private Future<Reply> signOut(Request request) {
    return Addresses.SIGN_OUT
        .ask(bus, new SignOut(request.actor(), Fingerprint.of(gate.id(request))))
        .map(done -> Reply.noContent().with("Set-Cookie", gate.cookie().cleared()));
  }

  private Future<Reply> changePassword(Request request) {
    ChangePassword question =
        new ChangePassword(
            request.actor(),
            Fingerprint.of(gate.id(request)),
            new Password(request.body().getString("current")),
            new Password(request.body().getString("new")));
    return Addresses.CHANGE_PASSWORD
        .ask(bus, question)
        .map(answer -> Failures.reply(answer.outcome(), done -> Reply.noContent()));
  }

  /** Else a foreign page could sign somebody in as somebody else. */
  private HttpServerRequest fromOwnPages(Request request) {
    HttpServerRequest http = request.context().request();
    if (gate.own().isForeign(http)) {
      throw new Refused(Failures.forbidden("This request comes from another site."));
    }
    return http;
  }

  private Reply begun(Answer<Session> answer, String id) {
    return Failures.reply(
        answer.outcome(),
        session -> Reply.ok(AccountJson.of(session, id)).with("Set-Cookie", gate.cookie().of(id)));
  }
}
