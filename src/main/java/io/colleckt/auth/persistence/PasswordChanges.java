package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.ChangePassword;
import io.colleckt.auth.account.Recorded;
import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.persistence.Attempts.Attempt;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/** A member's own change of password. */
final class PasswordChanges {
  private final Database database;
  private final Attempts attempts;
  private final Passwords passwords;
  private final MembersTable members = new MembersTable();
  private final SessionsTable sessions = new SessionsTable();
  private final AuditTable audit = new AuditTable();

  PasswordChanges(Database database, Attempts attempts, Passwords passwords) {
    this.database = database;
    this.attempts = attempts;
    this.passwords = passwords;
  }

  /**
   * Completes once the new password alone is right and every other session of the member has ended.
   * Guesses at the current one are limited as at a sign-in: a stolen session must not do.
   */
  Future<Outcome<Recorded>> change(ChangePassword question) {
    Optional<String> complaint = question.replacement().complaint(question.actor().email());
    if (complaint.isPresent()) {
      return Future.succeededFuture(new Outcome.Invalid<>("new", complaint.get()));
    }
    if (question.current().isTooLong()) {
      return Future.succeededFuture(wrong());
    }
    return members
        .passwordHash(database, question.actor().memberId())
        .compose(hash -> prove(question, hash));
  }

  private Future<Outcome<Recorded>> prove(ChangePassword question, Optional<String> hash) {
    Actor actor = question.actor();
    Visitor visitor = new Visitor(actor.address(), actor.userAgent());
    return attempts
        .prove(visitor, actor.email(), question.current(), hash)
        .compose(attempt -> decide(question, hash, attempt));
  }

  private Future<Outcome<Recorded>> decide(
      ChangePassword question, Optional<String> hash, Attempt attempt) {
    if (attempt.retryAfterSeconds().isPresent()) {
      return Future.succeededFuture(
          new Outcome.Throttled<>(attempt.retryAfterSeconds().getAsLong()));
    }
    if (!attempt.proved()) {
      return database.transaction(connection -> refuse(connection, question, attempt));
    }
    return passwords
        .hash(attempt.applicant(), question.replacement())
        .compose(to -> replace(question, hash.orElseThrow(), to));
  }

  private Future<Outcome<Recorded>> refuse(
      SqlConnection connection, ChangePassword question, Attempt attempt) {
    return attempts
        .failed(connection, attempt)
        .compose(done -> audit.insert(connection, entry(question.actor(), "refused")))
        .map(wrong());
  }

  private Future<Outcome<Recorded>> replace(ChangePassword question, String from, String to) {
    return database.transaction(
        connection ->
            members
                .changePassword(connection, question.actor().memberId(), from, to)
                .compose(
                    changed ->
                        changed
                            ? record(connection, question)
                            : Future.succeededFuture(
                                new Outcome.Conflict<>("The password has just changed."))));
  }

  private Future<Outcome<Recorded>> record(SqlConnection connection, ChangePassword question) {
    return sessions
        .endOthers(connection, question.actor().memberId(), question.session())
        .compose(done -> audit.insert(connection, entry(question.actor(), "changed")))
        .map(new Outcome.Done<>(new Recorded()));
  }

  private static AuditEntry entry(Actor actor, String fact) {
    return new AuditEntry(actor, "password." + fact, "member:" + actor.memberId(), null, null);
  }

  private static Outcome<Recorded> wrong() {
    return new Outcome.Invalid<>("current", "This is not your current password.");
  }
}
