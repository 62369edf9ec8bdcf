package io.colleckt.auth.persistence;

import io.colleckt.auth.account.AcceptInvitation;
import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.ReadInvitation;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.account.WaitingInvitation;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.persistence.Attempts.Attempt;
import io.colleckt.auth.persistence.InvitationsTable.Invitation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/** Coming in with an invitation's code. */
final class Acceptances {
  private final Database database;
  private final Attempts attempts;
  private final Passwords passwords;
  private final InvitationsTable invitations = new InvitationsTable();
  private final MembersTable members = new MembersTable();
  private final SessionsTable sessions = new SessionsTable();
  private final AuditTable audit = new AuditTable();

  Acceptances(Database database, Attempts attempts, Passwords passwords) {
    this.database = database;
    this.attempts = attempts;
    this.passwords = passwords;
  }

  /** Completes with what the code is for, or with {@code NotFound}, as below. */
  Future<Outcome<WaitingInvitation>> describe(ReadInvitation question) {
    return invitations
        .describe(database, question.code())
        .map(
            found ->
                found
                    .<Outcome<WaitingInvitation>>map(Outcome.Done::new)
                    .orElseGet(Outcome.NotFound::new));
  }

  /**
   * Completes once the invited is a member with a session, or with {@code NotFound} when the code
   * is unknown, used, replaced or too old. Of several who come with one code, one gets in.
   */
  Future<Outcome<Session>> accept(AcceptInvitation question) {
    return invitations
        .find(database, question.code())
        .compose(
            found ->
                found.isPresent()
                    ? accept(question, found.get())
                    : Future.succeededFuture(new Outcome.NotFound<>()));
  }

  private Future<Outcome<Session>> accept(AcceptInvitation question, Invitation invitation) {
    return invitation.passwordHash().isPresent()
        ? prove(question, invitation)
        : choose(question, invitation);
  }

  private Future<Outcome<Session>> choose(AcceptInvitation question, Invitation invitation) {
    Optional<String> complaint = question.password().complaint(invitation.member().email());
    if (complaint.isPresent()) {
      return Future.succeededFuture(new Outcome.Invalid<>("password", complaint.get()));
    }
    Applicant applicant = Applicant.of(question.visitor(), invitation.member().email());
    return passwords
        .hash(applicant, question.password())
        .compose(hash -> database.transaction(c -> enter(c, question, Optional.empty(), hash)));
  }

  private Future<Outcome<Session>> prove(AcceptInvitation question, Invitation invitation) {
    if (question.password().isTooLong()) {
      return Future.succeededFuture(wrong());
    }
    return attempts
        .prove(
            question.visitor(),
            invitation.member().email(),
            question.password(),
            invitation.passwordHash())
        .compose(attempt -> decide(question, invitation, attempt));
  }

  private Future<Outcome<Session>> decide(
      AcceptInvitation question, Invitation invitation, Attempt attempt) {
    if (attempt.retryAfterSeconds().isPresent()) {
      return Future.succeededFuture(
          new Outcome.Throttled<>(attempt.retryAfterSeconds().getAsLong()));
    }
    if (!attempt.proved()) {
      return database.transaction(connection -> refuse(connection, question, invitation, attempt));
    }
    String hash = invitation.passwordHash().orElseThrow();
    return database.transaction(c -> enter(c, question, Optional.of(hash), hash));
  }

  private Future<Outcome<Session>> refuse(
      SqlConnection connection, AcceptInvitation question, Invitation invitation, Attempt attempt) {
    Actor actor = question.visitor().as(invitation.member(), invitation.workspaceId());
    return attempts
        .failed(connection, attempt)
        .compose(done -> audit.insert(connection, entry(actor, "invitation.refused", null)))
        .map(wrong());
  }

  /** Locks the invitation; goes on only if the person's password is still as it was seen. */
  private Future<Outcome<Session>> enter(
      SqlConnection connection, AcceptInvitation question, Optional<String> seen, String hash) {
    return invitations
        .lock(connection, question.code())
        .compose(
            found ->
                found.filter(live -> live.passwordHash().equals(seen)).isPresent()
                    ? join(connection, question, found.get(), hash)
                    : Future.succeededFuture(new Outcome.NotFound<>()));
  }

  private Future<Outcome<Session>> join(
      SqlConnection connection, AcceptInvitation question, Invitation live, String hash) {
    int workspaceId = live.workspaceId();
    long id = live.member().id();
    Actor actor = question.visitor().as(live.member(), workspaceId);
    JsonObject after = new JsonObject().put("role", live.member().role().label());
    Credentials proved = new Credentials(live.member(), workspaceId, hash);
    return members
        .changePassword(connection, id, live.passwordHash().orElse(null), hash)
        .compose(done -> members.accept(connection, workspaceId, id))
        .compose(done -> invitations.delete(connection, workspaceId, id))
        .compose(done -> sessions.begin(connection, question.session(), proved, question.visitor()))
        .compose(done -> sessions.use(connection, question.session()))
        .map(Optional::orElseThrow)
        .compose(session -> record(connection, actor, after).map(new Outcome.Done<>(session)));
  }

  private Future<Void> record(SqlConnection connection, Actor actor, JsonObject after) {
    return audit
        .insert(connection, entry(actor, "invitation.accepted", after))
        .compose(done -> audit.insert(connection, entry(actor, "session.started", null)));
  }

  private static AuditEntry entry(Actor actor, String action, JsonObject after) {
    return new AuditEntry(actor, action, "member:" + actor.memberId(), null, after);
  }

  private static Outcome<Session> wrong() {
    return new Outcome.Invalid<>(
        "password", "This person has a password already, and this is not it.");
  }
}
