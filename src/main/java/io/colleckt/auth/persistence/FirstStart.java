package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Member;
import io.colleckt.auth.account.NewOwner;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.audit.AuditEntry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the first workspace and its owner in a database that has none. */
public final class FirstStart {
  private static final String EMAIL = "owner@localhost";
  private static final String WORKSPACE = "My workspace";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 10;
  private static final String LOCK_TIMEOUT = "55P03";

  /** Without those that are mistaken for one another. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int MADE_UP_LENGTH = 24;

  private final Database database;
  private final Passwords passwords;
  private final WorkspacesTable workspaces = new WorkspacesTable();
  private final MembersTable members = new MembersTable();
  private final AuditTable audit = new AuditTable();

  /**
   * @param databaseUrl as the application's role
   */
  public FirstStart(Vertx vertx, String databaseUrl) {
    this.database = new Database(vertx, databaseUrl, "first-start", 1, PATIENCE);
    this.passwords = new Passwords(vertx);
  }

  /**
   * Makes them if no workspace is there; of several nodes that start at once, one does. To be
   * called once.
   *
   * @param email the owner's; empty = {@code owner@localhost}
   * @param password empty = one is made up
   * @return completes with the owner that was made, or empty; fails with an {@link
   *     IllegalArgumentException} when the password may not be chosen
   */
  public Future<Optional<NewOwner>> run(Optional<String> email, Optional<Password> password) {
    Password chosen = password.orElseGet(FirstStart::madeUp);
    String owner = email.orElse(EMAIL);
    return workspaces
        .exists(database)
        .compose(exists -> exists ? nothing() : make(owner, chosen))
        .map(made -> made.map(one -> password.isPresent() ? one : shown(one, chosen)))
        .eventually(database::close);
  }

  /** Completes with whether a start would be the first. */
  public Future<Boolean> isDue() {
    return workspaces.exists(database).map(exists -> !exists);
  }

  private Future<Optional<NewOwner>> make(String email, Password password) {
    Optional<String> complaint = password.complaint(email);
    if (complaint.isPresent()) {
      return Future.failedFuture(new IllegalArgumentException("The owner: " + complaint.get()));
    }
    return passwords
        .hash(Applicant.of(new Visitor("", ""), email), password)
        .compose(hash -> makeAlone(email, hash, ATTEMPTS));
  }

  /** Another node may be at it for longer than a lock is waited for; then it is looked at again. */
  private Future<Optional<NewOwner>> makeAlone(String email, String hash, int attempts) {
    return database
        .transaction(connection -> makeAlone(connection, email, hash))
        .recover(
            cause ->
                attempts > 1 && isLocked(cause)
                    ? makeAlone(email, hash, attempts - 1)
                    : Future.failedFuture(cause));
  }

  private static boolean isLocked(Throwable cause) {
    return cause instanceof PgException refused && LOCK_TIMEOUT.equals(refused.getSqlState());
  }

  private Future<Optional<NewOwner>> makeAlone(
      SqlConnection connection, String email, String hash) {
    return workspaces
        .existsAlone(connection)
        .compose(exists -> exists ? nothing() : make(connection, email, hash));
  }

  private Future<Optional<NewOwner>> make(SqlConnection connection, String email, String hash) {
    return workspaces
        .insert(connection, WORKSPACE)
        .compose(
            workspaceId ->
                members
                    .ensurePerson(connection, email)
                    .compose(id -> join(connection, workspaceId, owner(id, email), hash)));
  }

  private Future<Optional<NewOwner>> join(
      SqlConnection connection, int workspaceId, Member owner, String hash) {
    Actor operator = new Actor(0, null, workspaceId, Role.OWNER, null, "first start");
    JsonObject name = new JsonObject().put("name", WORKSPACE);
    JsonObject role =
        new JsonObject().put("email", owner.email()).put("role", owner.role().label());
    return members
        .changePassword(connection, owner.id(), null, hash)
        .compose(done -> members.invite(connection, workspaceId, owner.id(), owner.role()))
        .compose(done -> members.accept(connection, workspaceId, owner.id()))
        .compose(done -> audit.insert(connection, made(operator, "workspace", workspaceId, name)))
        .compose(done -> audit.insert(connection, made(operator, "member", owner.id(), role)))
        .map(Optional.of(new NewOwner(workspaceId, owner, Optional.empty())));
  }

  private static Member owner(long id, String email) {
    return new Member(id, email, Role.OWNER, true, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  private static AuditEntry made(Actor operator, String noun, long id, JsonObject after) {
    return new AuditEntry(operator, noun + ".created", noun + ":" + id, null, after);
  }

  private static NewOwner shown(NewOwner owner, Password password) {
    return new NewOwner(owner.workspaceId(), owner.member(), Optional.of(password));
  }

  private static Future<Optional<NewOwner>> nothing() {
    return Future.succeededFuture(Optional.empty());
  }

  private static Password madeUp() {
    return new Password(
        new SecureRandom()
            .ints(MADE_UP_LENGTH, 0, LETTERS.length())
            .mapToObj(at -> LETTERS.substring(at, at + 1))
            .collect(Collectors.joining()));
  }
}
