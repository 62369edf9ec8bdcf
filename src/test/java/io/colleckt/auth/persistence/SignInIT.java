package io.colleckt.auth.persistence;

import static io.colleckt.auth.persistence.AccountWorld.OWNER;
import static io.colleckt.auth.persistence.AccountWorld.PASSWORD;
import static io.colleckt.auth.persistence.AccountWorld.done;
import static io.colleckt.auth.persistence.AccountWorld.draw;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.account.ReportRefusal;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.account.SignOut;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SignInIT {
  private static final Password WRONG = new Password("not the right one");
  private static AccountWorld world;

  @BeforeAll
  static void open() {
    world = new AccountWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void forgetFailures() {
    world.execute("delete from sign_in_failures");
  }

  @Test
  void memberSignsInWhateverTheCaseOfTheEmail() {
    Fingerprint id = draw();
    Session session = done(world.signIn("owner@EXAMPLE.com", PASSWORD, id, "203.0.113.1"));
    assertThat(session.member().email()).isEqualTo(OWNER);
    assertThat(session.member().role()).isEqualTo(Role.OWNER);
    assertThat(session.workspace().name()).isEqualTo("My workspace");
    assertThat(done(world.session(id))).isEqualTo(session);
    assertThat(world.lastAudit()).isEqualTo("session.started member:1 " + OWNER);
  }

  @Test
  void unknownEmailAndWrongPasswordAreAnsweredAlike() {
    Outcome<Session> unknown = world.signIn("nobody@example.com", WRONG, draw(), "203.0.113.1");
    assertThat(unknown)
        .isEqualTo(world.signIn(OWNER, WRONG, draw(), "203.0.113.1"))
        .isInstanceOfSatisfying(
            Outcome.Invalid.class, refusal -> assertThat(refusal.field()).isEqualTo("email"));
    assertThat(world.lastAudit()).isEqualTo("session.refused member:1 " + OWNER);
  }

  @Test
  void unknownEmailLeavesNoAuditRow() {
    int before = world.audited().size();
    world.signIn("nobody@example.com", PASSWORD, draw(), "203.0.113.1");
    assertThat(world.audited()).hasSize(before);
  }

  @Test
  void unknownEmailCostsAsMuchTime() {
    long known = Long.MAX_VALUE;
    long unknown = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      known = Math.min(known, nanosOfFailure(OWNER));
      unknown = Math.min(unknown, nanosOfFailure("nobody@example.com"));
    }
    assertThat((double) unknown / known).isBetween(0.4, 2.5);
  }

  private static long nanosOfFailure(String email) {
    long start = System.nanoTime();
    world.signIn(email, WRONG, draw(), "203.0.113.1");
    return System.nanoTime() - start;
  }

  @Test
  void idleSessionEnds() {
    Fingerprint id = world.signedIn(OWNER, PASSWORD);
    world.execute("update sessions set last_seen_at = now() - interval '29 minutes'");
    assertThat(world.session(id)).isInstanceOf(Outcome.Done.class);
    assertThat(world.rows("select min(now() - last_seen_at) < interval '1 minute' from sessions"))
        .containsExactly("t");
    world.execute("update sessions set last_seen_at = now() - interval '31 minutes'");
    assertThat(world.session(id)).isInstanceOf(Outcome.NotFound.class);
    assertThat(world.session(id)).isInstanceOf(Outcome.NotFound.class);
  }

  @Test
  void oldSessionEnds() {
    Fingerprint id = world.signedIn(OWNER, PASSWORD);
    world.execute("update sessions set created_at = now() - interval '12 hours 1 second'");
    assertThat(world.session(id)).isInstanceOf(Outcome.NotFound.class);
  }

  @Test
  void useIsWrittenAtMostEveryTenSeconds() {
    Fingerprint id = world.signedIn(OWNER, PASSWORD);
    world.execute("update sessions set last_seen_at = now() - interval '8 seconds'");
    done(world.session(id));
    assertThat(world.rows("select min(now() - last_seen_at) > interval '7 seconds' from sessions"))
        .containsExactly("t");
  }

  @Test
  void signOutEndsTheSession() {
    Fingerprint id = world.signedIn(OWNER, PASSWORD);
    Actor actor = done(world.session(id)).actor(AccountWorld.from("203.0.113.1"));
    world.ask(Addresses.SIGN_OUT, new SignOut(actor, id));
    assertThat(world.session(id)).isInstanceOf(Outcome.NotFound.class);
    assertThat(world.lastAudit()).isEqualTo("session.ended member:1 " + OWNER);
  }

  @Test
  void refusedRequestIsOnRecord() {
    world.ask(Addresses.REFUSAL, new ReportRefusal(world.owner.actor(), "POST /v1/tokens", "csrf"));
    assertThat(world.lastAudit())
        .isEqualTo("request.refused POST /v1/tokens " + OWNER + " {\"reason\":\"csrf\"}");
  }

  @Test
  void whatHasEndedIsDeleted() {
    world.signedIn(OWNER, PASSWORD);
    world.execute("update sessions set last_seen_at = now() - interval '31 minutes'");
    world.execute(failures("address:203.0.113.7", 3));
    world.execute("update sign_in_failures set window_ends_at = now() - interval '1 second'");
    long token = aToken();
    world.execute(idempotencyKey("old", token, "7 days 1 minute"));
    world.execute(idempotencyKey("young", token, "6 days 23 hours"));
    await(world.forgetting.forget());
    assertThat(world.rows("select key from idempotency_keys")).containsExactly("young");
    assertThat(world.rows("select 1 from sessions")).isEmpty();
    assertThat(world.rows("select 1 from sign_in_failures")).isEmpty();
  }

  @Test
  void neitherTypedPasswordsNorFingerprintsOfSessionsAreOnRecord() {
    world.signIn("typed my passw0rd here", new Password("typed into a field"), draw(), "::1");
    Fingerprint id = world.signedIn(OWNER, PASSWORD);
    String everything =
        world.rows("select concat(a.*) from audit a").toString()
            + world.rows("select concat(m.*) from members m")
            + world.rows("select concat(f.*) from sign_in_failures f");
    assertThat(everything).doesNotContain(PASSWORD.text(), "passw0rd", "typed into", id.hex());
  }

  private static long aToken() {
    return Long.parseLong(
        world
            .rows(
                """
                insert into tokens (workspace_id, name, environment, secret_hash, abilities)
                values (1, 'CI', 'production', sha256('x'), '{}') returning id
                """)
            .get(0));
  }

  private static String idempotencyKey(String key, long token, String age) {
    return "insert into idempotency_keys values (1, '%s', %d, now() - interval '%s')"
        .formatted(key, token, age);
  }

  private static String failures(String subject, int count) {
    return """
        insert into sign_in_failures values ('%s', %d, now() + interval '15 minutes')
        on conflict (subject) do update set failures = excluded.failures
        """
        .formatted(subject, count);
  }
}
