package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.ReadSession;
import io.colleckt.auth.account.Recorded;
import io.colleckt.auth.account.ReportRefusal;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.account.SignIn;
import io.colleckt.auth.account.SignOut;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.persistence.Attempts.Attempt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/** Signing in, being signed in, signing out. */
final class SignIns {
  private static final String WRONG = "These credentials do not match our records.";

  private final Database database;
  private final Attempts attempts;
  private final MembersTable members = new MembersTable();
  private final SessionsTable sessions = new SessionsTable();
  private final AuditTable audit = new AuditTable();

  SignIns(Database database, Attempts attempts) {
    this.database = database;
    this.attempts = attempts;
  }

  /**
   * Completes once the session and its audit row stand, or with {@code Invalid} on {@code email}
   * for an unknown e-mail and a wrong password alike, after the same work.
   */
  Future<Outcome<Session>> signIn(SignIn question) {
    if (question.password().isTooLong()) {
      return Future.succeededFuture(new Outcome.Invalid<>("email", WRONG));
    }
    return members
        .credentials(database, question.email(), question.workspaceId())
        .compose(known -> prove(question, known));
  }

  /** Completes with the live session, or {@code NotFound}. */
  Future<Outcome<Session>> session(ReadSession question) {
    return (question.use()
            ? sessions.use(database, question.session())
            : sessions.look(database, question.session()))
        .map(Outcome::of);
  }

  /** Completes once the session is gone. */
  Future<Recorded> signOut(SignOut question) {
    return database.transaction(connection -> signOut(connection, question));
  }

  /** Completes once the refusal is on record. */
  Future<Recorded> refusal(ReportRefusal question) {
    AuditEntry entry =
        new AuditEntry(
            question.actor(),
            "request.refused",
            question.call(),
            null,
            new JsonObject().put("reason", question.reason()));
    return database.transaction(connection -> audit.insert(connection, entry)).map(new Recorded());
  }

  private Future<Outcome<Session>> prove(SignIn question, Optional<Credentials> known) {
    return attempts
        .prove(
            question.visitor(),
            question.email(),
            question.password(),
            known.map(Credentials::passwordHash))
        .compose(attempt -> decide(question, known, attempt));
  }

  private Future<Outcome<Session>> decide(
      SignIn question, Optional<Credentials> known, Attempt attempt) {
    if (attempt.retryAfterSeconds().isPresent()) {
      return Future.succeededFuture(
          new Outcome.Throttled<>(attempt.retryAfterSeconds().getAsLong()));
    }
    return database.transaction(
        connection ->
            attempt.proved()
                ? enter(connection, question, known.orElseThrow(), attempt)
                : refuse(connection, question, known, attempt));
  }

  private Future<Outcome<Session>> enter(
      SqlConnection connection, SignIn question, Credentials proved, Attempt attempt) {
    return sessions
        .begin(connection, question.session(), proved, question.visitor())
        .compose(
            begun ->
                begun
                    ? welcome(connection, question, proved)
                    : refuse(connection, question, Optional.of(proved), attempt));
  }

  private Future<Outcome<Session>> welcome(
      SqlConnection connection, SignIn question, Credentials proved) {
    return sessions
        .use(connection, question.session())
        .compose(
            session ->
                audit
                    .insert(connection, entry(actor(question, proved), "started"))
                    .map(Outcome.of(session)));
  }

  private Future<Outcome<Session>> refuse(
      SqlConnection connection, SignIn question, Optional<Credentials> known, Attempt attempt) {
    return attempts
        .failed(connection, attempt)
        .compose(
            done ->
                known.isEmpty()
                    ? Future.succeededFuture()
                    : audit.insert(connection, entry(actor(question, known.get()), "refused")))
        .map(new Outcome.Invalid<>("email", WRONG));
  }

  private Future<Recorded> signOut(SqlConnection connection, SignOut question) {
    return sessions
        .end(connection, question.session())
        .compose(
            ended ->
                ended
                    ? audit.insert(connection, entry(question.actor(), "ended"))
                    : Future.succeededFuture())
        .map(new Recorded());
  }

  private static Actor actor(SignIn question, Credentials known) {
    return question.visitor().as(known.member(), known.workspaceId());
  }

  private static AuditEntry entry(Actor actor, String fact) {
    return new AuditEntry(actor, "session." + fact, "member:" + actor.memberId(), null, null);
  }
}
