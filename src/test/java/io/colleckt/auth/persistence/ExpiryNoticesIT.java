package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of the end of a token is told in time, once, and only what still matters. */
class ExpiryNoticesIT {
  private static io.colleckt.auth.testing.Database stored;
  private static Vertx vertx;
  private static ExpiryNotices notices;
  private static ExpiryNotices elsewhere;

  @BeforeAll
  static void start() {
    stored = Stores.shared().freshDatabase();
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    vertx = Vertx.vertx();
    notices = new ExpiryNotices(database());
    elsewhere = new ExpiryNotices(database());
    stored.execute("insert into workspaces (name) values ('One'), ('Two')");
    stored.execute("insert into webhooks (workspace_id, url) values (1, 'https://h.test/')");
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @BeforeEach
  void clean() {
    stored.execute("delete from notices");
    stored.execute("delete from tokens");
  }

  @Test
  void aLongLifeHasFourSteps() {
    token("now()", "now() + interval '180 days'");
    for (int left : new int[] {14, 7, 1, 0}) {
      assertThat(planned()).containsExactly(left + " days");
      pass(left);
      await(notices.write());
    }
    assertThat(planned()).containsExactly("null");
    assertThat(told())
        .containsExactly(
            "token.expiring 14", "token.expiring 7", "token.expiring 1", "token.expired 0");
  }

  @Test
  void aShortLifeHasOnlyTheStepsThatFit() {
    token("now()", "now() + interval '14 days'");
    token("now()", "now() + interval '8 days'");
    token("now()", "now() + interval '5 days'");
    token("now()", "now() + interval '24 hours'");
    token("now()", "now() + interval '1 minute'");
    token("now()", "null");

    assertThat(planned()).containsExactly("7 days", "7 days", "1 days", "0 days", "0 days", "null");
  }

  @Test
  void nothingIsToldBeforeItsTime() {
    token("now() - interval '170 days'", "now() + interval '14 days 1 minute'");
    token("now()", "now() + interval '1 minute'");
    await(notices.write());

    assertThat(told()).isEmpty();
  }

  @Test
  void ofSeveralStepsThatHavePassedOnlyTheLastIsTold() {
    token("now() - interval '170 days'", "now() + interval '15 days'");
    pass("now() + interval '10 hours'");
    stored.execute("update tokens set notice_at = now() - interval '14 days'");
    await(notices.write());
    assertThat(told()).containsExactly("token.expiring 1");

    stored.execute("delete from notices");
    token("now() - interval '170 days'", "now() - interval '1 day'");
    await(notices.write());
    assertThat(told()).containsExactly("token.expired 0");
  }

  @Test
  void aShortenedLifeIsPlannedAnew() {
    token("now() - interval '100 days'", "now() + interval '80 days'");
    stored.execute("update tokens set expires_at = now() + interval '2 days'");
    await(notices.write());
    assertThat(told()).containsExactly("token.expiring 2");
    assertThat(planned()).containsExactly("1 days");

    stored.execute("update tokens set expires_at = now() + interval '80 days'");
    assertThat(planned()).containsExactly("14 days");
    stored.execute("update tokens set expires_at = null");
    assertThat(planned()).containsExactly("null");
  }

  @Test
  void whatElseChangesLeavesThePlanAsItIs() {
    token("now() - interval '170 days'", "now() + interval '10 days'");
    await(notices.write());
    stored.execute("update tokens set state = 'paused', expires_at = expires_at, name = 'x'");
    await(notices.write());

    assertThat(told()).containsExactly("token.expiring 10");
    assertThat(planned()).containsExactly("7 days");
  }

  @Test
  void aRevokedTokenIsNotTold() {
    token("now() - interval '180 days'", "now() + interval '1 hour'");
    stored.execute("update tokens set state = 'revoked', revoked_at = now()");
    await(notices.write());

    assertThat(planned()).containsExactly("null");
    assertThat(told()).isEmpty();
  }

  @Test
  void whereNobodyListensItCountsAsTold() {
    token("now() - interval '180 days'", "now() - interval '1 hour'");
    stored.execute("update tokens set workspace_id = 2");
    await(notices.write());

    assertThat(told()).isEmpty();
    assertThat(planned()).containsExactly("null");
  }

  @Test
  void twoNodesAtOnceTellEverythingOnce() {
    stored.execute(
        """
        insert into tokens (workspace_id, name, environment, secret_hash, created_at, expires_at)
        select 1, 'CI', 'sandbox', decode(repeat('00', 32), 'hex'), now() - interval '9 days', now()
        from generate_series(1, 1000)
        """);
    await(Future.join(notices.write(), elsewhere.write()));
    await(notices.write());

    assertThat(
            stored.rows("select count(*), count(distinct data -> 'token' ->> 'id') from notices"))
        .containsExactly("1000 1000");
  }

  @Test
  void aNoticeNamesTheToken() {
    token("'2026-01-01T00:00:00Z'", "'2026-02-01T12:30:05Z'");
    await(notices.write());

    assertThat(
            stored.rows(
                "select data - 'token', data -> 'token' #- '{id}' from (select data::jsonb from notices) n"))
        .containsExactly(
            "{\"days_left\": 0} {\"name\": \"CI\", \"created_at\": \"2026-01-01T00:00:00Z\","
                + " \"expires_at\": \"2026-02-01T12:30:05Z\", \"environment\": \"sandbox\"}");
  }

  private static void token(String createdAt, String expiresAt) {
    stored.execute(
        """
        insert into tokens (workspace_id, name, environment, secret_hash, created_at, expires_at)
        values (1, 'CI', 'sandbox', decode(repeat('00', 32), 'hex'), %s, %s)
        """
            .formatted(createdAt, expiresAt));
  }

  /** Lets time pass until so many days are left, which is the moment that was planned. */
  private static void pass(int daysLeft) {
    pass("now() + make_interval(days => " + daysLeft + ")");
  }

  private static void pass(String newEnd) {
    stored.execute("alter table tokens disable trigger tokens_expiry_notice");
    stored.execute(
        """
        update tokens set created_at = created_at - (expires_at - %1$s), expires_at = %1$s,
          notice_at = notice_at - (expires_at - %1$s)
        """
            .formatted(newEnd));
    stored.execute("alter table tokens enable trigger tokens_expiry_notice");
  }

  private static List<String> planned() {
    return stored.rows(
        "select extract(days from expires_at - notice_at) || ' days' from tokens order by id");
  }

  private static List<String> told() {
    return stored.rows("select type, data ->> 'days_left' from notices order by id");
  }

  private static Database database() {
    return new Database(vertx, stored.databaseUrl(), "test", 2, Duration.ofSeconds(10));
  }
}
