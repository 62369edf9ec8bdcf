package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted by item becomes less with time, and no call is lost of it. */
class ItemCompactionIT {
  private static final int DAYS = 30;
  private static final String SUMS =
      """
      select token_id, kind, date_trunc('day', since), sum(calls), max(last_at) from activity_items
      group by 1, 2, 3 order by 1, 2, 3
      """;

  private final io.colleckt.auth.testing.Database stored = Stores.shared().freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private Database database;

  @BeforeEach
  void fill() {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    database = new Database(vertx, stored.databaseUrl(), "test", 4, Duration.ofSeconds(20));
    stored.execute(
        """
        insert into activity_items (workspace_id, token_id, since, kind, item, calls, last_at)
        select 1, token, day + make_interval(hours => hour), kind::"char", case n when 0 then '' else 'x' || n end,
          n + hour + token, day + make_interval(hours => hour, mins => n % 60)
        from unnest('{1, 2}'::integer[]) token, unnest('{r, a}'::text[]) kind, unnest('{0, 7, 23}'::integer[]) hour,
          generate_series(0, 150) n, unnest('{1, 4, 9}'::integer[]) ago,
          date_trunc('day', now() - make_interval(days => ago)) day
        """);
    stored.execute(
        """
        insert into activity_items (workspace_id, token_id, since, kind, item, calls, last_at)
        select 1, 0, date_trunc('day', now() - interval '4 days'), 'r', 'x' || n, 1, now() from generate_series(1, 150) n
        """);
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void hoursBecomeDaysAndSumsStay() throws Exception {
    List<String> before = stored.rows(SUMS);

    await(new ItemCompaction(database, 100).work(DAYS));

    assertThat(stored.rows(SUMS)).isEqualTo(before);
    assertThat(shape()).containsExactly("4 4 101", "9 4 101");
    assertThat(
            stored.rows(
                "select item, calls from activity_items where token_id = 1 and kind = 'r' and since < now() - interval '9 days' order by calls desc, item limit 2"))
        .as("the largest keep their names")
        .element(1)
        .isEqualTo("x150 483");
    assertThat(count("token_id > 0 and since > now() - interval '2 days'"))
        .as("young ones stay by the hour")
        .isEqualTo("1812");
    assertThat(count("token_id = 0")).as("those of workspaces stay").isEqualTo("150");
  }

  @Test
  void ofAWorkspaceFiveHundredKeepTheirNamesOnceTheirDayIsOver() throws Exception {
    stored.execute(
        """
        insert into activity_items (workspace_id, token_id, since, kind, item, calls, last_at)
        select 2, 0, day, kind::"char", 'x' || n, n, day + interval '5 hours'
        from unnest('{r, a, t}'::text[]) kind, generate_series(1, 700) n, unnest('{0, 4}'::integer[]) ago,
          date_trunc('day', now() - make_interval(days => ago)) day
        """);
    List<String> before = stored.rows(SUMS);

    await(new ItemCompaction(database, 100).work(DAYS));

    assertThat(stored.rows(SUMS)).isEqualTo(before);
    String old = "workspace_id = 2 and since < now() - interval '3 days' and ";
    assertThat(count(old + "item <> ''")).isEqualTo("1500");
    assertThat(count(old + "item <> '' and calls <= 200")).as("the largest stay").isEqualTo("0");
    assertThat(count("workspace_id = 2 and since > now() - interval '1 day'")).isEqualTo("2100");
  }

  @Test
  void workThatWasDoneIsNotDoneAgainAndLateCallsAreTakenIn() throws Exception {
    await(new ItemCompaction(database).work(DAYS));
    List<String> rows = stored.rows("select * from activity_items order by 1, 2, 3, 4, 5");
    await(new ItemCompaction(database).work(DAYS));
    assertThat(stored.rows("select * from activity_items order by 1, 2, 3, 4, 5")).isEqualTo(rows);

    stored.execute(
        """
        insert into activity_items
        select 1, 1, date_trunc('day', now() - interval '4 days') + interval '5 hours', 'r', 'x150', 1000, now()
        """);
    List<String> before = stored.rows(SUMS);
    await(new ItemCompaction(database).work(DAYS));
    assertThat(stored.rows(SUMS)).isEqualTo(before);
    assertThat(shape()).containsExactly("4 4 101", "9 4 101");
  }

  @Test
  void twoAtOnceLoseNothing() throws Exception {
    List<String> before = stored.rows(SUMS);
    Future<Void> one = new ItemCompaction(database, 70).work(DAYS);
    Future<Void> other = new ItemCompaction(database, 50).work(DAYS);
    await(Future.join(one, other).otherwiseEmpty());
    await(new ItemCompaction(database).work(DAYS));
    assertThat(stored.rows(SUMS)).isEqualTo(before);
    assertThat(shape()).containsExactly("4 4 101", "9 4 101");
  }

  /**
   * Of each old day: how long ago, how many groups of a token and kind, the size of the largest.
   */
  private List<String> shape() {
    return stored.rows(
        """
        select date_trunc('day', now())::date - since::date as ago, count(*), max(size) from (
          select since, token_id, kind, count(*) as size from activity_items
          where token_id > 0 and since < date_trunc('day', now() - interval '2 days') group by 1, 2, 3) g
        group by 1 order by 1
        """);
  }

  private String count(String where) {
    return stored.rows("select count(*) from activity_items where " + where).get(0);
  }
}
