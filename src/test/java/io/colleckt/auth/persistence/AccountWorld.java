package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;

import io.colleckt.auth.account.AcceptInvitation;
import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.InviteMember;
import io.colleckt.auth.account.NewOwner;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.account.ReadSession;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.account.SignIn;
import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Call;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh database with an owner, and everything about accounts answered on a bus. */
final class AccountWorld implements AutoCloseable {
  static final String OWNER = "Owner@Example.com";
  static final Password PASSWORD = new Password("correct horse battery");
  private static final AtomicInteger DRAWN = new AtomicInteger();

  final Vertx vertx = Vertx.vertx();
  final Database stored = Stores.shared().freshDatabase();
  final NewOwner owner;
  final Forgetting forgetting;

  AccountWorld() {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    RecordBus.prepare(vertx.eventBus());
    owner =
        await(
                new FirstStart(vertx, stored.databaseUrl())
                    .run(Optional.of(OWNER), Optional.of(PASSWORD)))
            .orElseThrow();
    io.colleckt.auth.persistence.Database database =
        new io.colleckt.auth.persistence.Database(
            vertx, stored.databaseUrl(), "test", 8, Duration.ofSeconds(10));
    forgetting = new Forgetting(database);
    new AccountAnswers(vertx, database, database, database, database)
        .register(vertx.eventBus(), new Rounds(vertx));
  }

  <Q extends Record, R extends Record> Future<R> asked(Call<Q, R> call, Q question) {
    return call.ask(vertx.eventBus(), question, Duration.ofSeconds(30));
  }

  <Q extends Record, R extends Record> R ask(Call<Q, R> call, Q question) {
    return await(asked(call, question));
  }

  <Q extends Record, T> Outcome<T> outcome(Call<Q, Answer<T>> call, Q question) {
    return ask(call, question).outcome();
  }

  static <T> T done(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T> done) {
      return done.value();
    }
    throw new AssertionError("Refused: " + outcome);
  }

  static Fingerprint draw() {
    return Fingerprint.of("drawn " + DRAWN.incrementAndGet());
  }

  static Visitor from(String address) {
    return new Visitor(address, "test");
  }

  Outcome<Session> signIn(String email, Password password, Fingerprint session, String address) {
    return outcome(
        Addresses.SIGN_IN, new SignIn(email, password, Optional.empty(), session, from(address)));
  }

  /** The fingerprint of a new session of that member. */
  Fingerprint signedIn(String email, Password password) {
    Fingerprint session = draw();
    done(signIn(email, password, session, "203.0.113.1"));
    return session;
  }

  Outcome<Session> session(Fingerprint session) {
    return outcome(Addresses.SESSION, new ReadSession(session, true));
  }

  /** Invites and lets in a new member; completes with its actor. */
  Actor join(Actor inviter, String email, Role role) {
    Fingerprint code = draw();
    done(outcome(Addresses.INVITE, new InviteMember(inviter, email, role, code)));
    return done(accept(code, PASSWORD)).actor(from("203.0.113.2"));
  }

  Outcome<Session> accept(Fingerprint code, Password password) {
    return outcome(
        Addresses.ACCEPT_INVITATION,
        new AcceptInvitation(code, password, draw(), from("203.0.113.2")));
  }

  /** A further workspace with an owner of its own. */
  Actor otherWorkspace(String email) {
    int workspaceId =
        Integer.parseInt(
            rows("insert into workspaces (name) values ('Other') returning id").get(0));
    long id =
        Long.parseLong(
            rows("insert into members (email) values ('" + email + "') returning id").get(0));
    execute(
        "insert into memberships (workspace_id, member_id, role, accepted_at) values (%d, %d, 'owner', now())"
            .formatted(workspaceId, id));
    return new Actor(id, email, workspaceId, Role.OWNER, "203.0.113.9", "test");
  }

  /** See {@link Database#rows}. */
  List<String> rows(String sql) {
    return stored.rows(sql);
  }

  void execute(String sql) {
    stored.execute(sql);
  }

  /** The actions on record, the latest last. */
  List<String> audited() {
    return rows("select action from audit order by seq");
  }

  /** The latest entry in one line. */
  String lastAudit() {
    return rows("select concat_ws(' ', action, subject, member_email, before, after) from audit order by at desc")
        .get(0);
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
