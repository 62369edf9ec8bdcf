package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is older than the retention goes, however much it is, and nothing else does. */
class ActivityUpkeepIT {
  private static final int RETENTION_DAYS = 30;

  private final Database stored = Stores.shared().freshDatabase();
  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void migrate() {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    stored.execute("insert into workspaces (name) values ('Ours')");
    RecordBus.prepare(vertx.eventBus());
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void oldCallsGoFromTheDefaultPartition() throws Exception {
    stored.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address)
        select at, 1, 1, 1, 0, 0, 0, 0, '192.0.2.7'
        from (select now() - interval '40 days' from generate_series(1, 12000)
              union all select now() - interval '29 days') t(at)
        """);
    start();
    assertThat(becomesOne("activity")).isTrue();
  }

  @Test
  void oldPartitionsAreDropped() throws Exception {
    stored.execute(
        """
        create table activity_20200101 partition of activity for values from ('2020-01-01Z') to ('2020-01-02Z')
        """);
    start();
    assertThat(
            Await.becomesTrue(
                10_000, () -> count("pg_tables where tablename = 'activity_20200101'") == 0))
        .isTrue();
  }

  @Test
  void oldCountersGo() throws Exception {
    stored.execute(
        """
        insert into activity_hours (workspace_id, token_id, hour, outcome, calls)
        select 1, n, now() - case n when 1 then interval '29 days' else interval '40 days' end, 0, 1
        from generate_series(1, 25000) n
        """);
    start();
    assertThat(becomesOne("activity_hours")).isTrue();
  }

  @Test
  void workspaceThatKeepsCallsForLessLosesThemEarlierAndNoOtherDoes() throws Exception {
    stored.execute(
        "insert into workspaces (name, activity_retention_days) values ('Brief', 7), ('Long', 300)");
    stored.execute("select activity_prepare(0)");
    stored.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address)
        select now() - make_interval(days => age), 1, workspace, 1, 0, 0, 0, 0, '192.0.2.7'
        from unnest('{1, 2, 3}'::integer[]) workspace, unnest('{0, 6, 8, 20, 40}'::integer[]) age, generate_series(1, 4000)
        """);
    stored.execute(
        """
        insert into activity_hours select workspace, 1, now() - make_interval(days => age), 0, 1
        from unnest('{1, 2, 3}'::integer[]) workspace, unnest('{0, 6, 8, 20, 40}'::integer[]) age
        """);
    stored.execute(
        """
        insert into activity_items select workspace_id, token_id, hour, 'r', 'GET /', calls, hour from activity_hours
        """);
    start();
    assertThat(
            Await.becomesTrue(
                20_000,
                () ->
                    count("activity where workspace_id = 2") == 8000
                        && count("activity_items where workspace_id = 2") == 2))
        .isTrue();
    assertThat(count("activity_hours where workspace_id = 2")).isEqualTo(2);
    for (String kept : List.of("1", "3")) {
      assertThat(count("activity where workspace_id = " + kept)).isEqualTo(16_000);
      assertThat(count("activity_hours where workspace_id = " + kept)).isEqualTo(4);
    }
  }

  @Test
  void textsThatNoRowCanShareGo() throws Exception {
    stored.execute(
        """
        insert into activity_user_agents (workspace_id, user_agent, seen_on)
        select 1, n::text, current_date - case n when 1 then 30 else 40 end from generate_series(1, 2500) n
        """);
    start();
    assertThat(becomesOne("activity_user_agents")).isTrue();
  }

  private void start() throws Exception {
    await(vertx.deployVerticle(new PersistenceVerticle(stored.databaseUrl(), RETENTION_DAYS)));
  }

  /** Whether only what is young enough is left. */
  private boolean becomesOne(String table) throws Exception {
    return Await.becomesTrue(10_000, () -> count(table) <= 1) && count(table) == 1;
  }

  private long count(String from) {
    return Long.parseLong(stored.rows("select count(*) from " + from).get(0));
  }
}
