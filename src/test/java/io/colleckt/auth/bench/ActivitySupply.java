package io.colleckt.auth.bench;

import io.colleckt.auth.testing.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Fills the activity log with rows as a month would leave them, made by Postgres itself: 2,000
 * tokens, of which the nth makes one nth of the calls of the first; 300 routes a workspace, of
 * which a token uses 20; 500 addresses; five of a hundred calls refused. With the counters that
 * belong to them.
 */
public final class ActivitySupply {
  /** Its busiest token is the first; every tenth belongs to a second workspace. */
  public static final int TOKENS = 2_000;

  static final int DAYS = 30;

  private final Database database;
  private final int workspaceId;

  /**
   * @param workspaceId that most tokens belong to
   */
  public ActivitySupply(Database database, int workspaceId) {
    this.database = database;
    this.workspaceId = workspaceId;
  }

  /** Makes so many rows, evenly spread over the last 30 days; prints each day. */
  public void fill(long rows) throws SQLException {
    try (Connection connection = Database.connect(database.migrationUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(TEXTS.formatted(workspaceId, TOKENS));
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      long daily = rows / DAYS;
      for (int day = DAYS - 1; day >= 0; day--) {
        long start = System.nanoTime();
        fill(statement, today.minusDays(day), daily, day == 0);
        System.out.printf(
            "%s: %,d rows in %d s%n",
            today.minusDays(day), daily, (System.nanoTime() - start) / 1_000_000_000);
      }
    }
  }

  /** As autovacuum would sooner or later. */
  public void vacuum() throws SQLException {
    try (Connection connection = Database.connect(database.migrationUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum (analyze) activity, activity_hours, activity_items, tokens");
    }
  }

  /** Past days are filled before they become partitions, so that their indexes are made at once. */
  private static void fill(Statement statement, LocalDate day, long rows, boolean today)
      throws SQLException {
    String table = "activity_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    if (!today) {
      statement.execute("create table %s (like activity including defaults)".formatted(table));
    }
    String from = "'" + day + "T00:00:00Z'::timestamptz";
    String length = today ? "now() - " + from : "interval '1 day'";
    statement.execute(ROWS.formatted(table, from, length, rows, TOKENS));
    if (!today) {
      statement.execute(
          "alter table activity attach partition %s for values from ('%sT00:00:00Z') to ('%sT00:00:00Z')"
              .formatted(table, day, day.plusDays(1)));
    }
    statement.execute(HOURS.formatted(table));
    statement.execute(ITEMS.formatted(table));
  }

  private static final String TEXTS =
      """
      create temp table supply_workspaces as
      with made as (insert into workspaces (name) values ('Second') returning id)
      select %1$d as id, false as second union all select id, true from made;
      create temp table supply_tokens as
      with made as (
        insert into tokens (workspace_id, name, environment, secret_hash, expires_at, created_at)
        select w.id, 'token ' || n, case when n %% 4 = 3 then 'sandbox' else 'production' end, sha256(n::text::bytea),
          now() + interval '90 days', now() - interval '60 days'
        from generate_series(0, %2$d - 1) n join supply_workspaces w on w.second = (n %% 10 = 9)
        order by n
        returning id, workspace_id, environment, name)
      select substr(name, 7)::integer as n, id, workspace_id, (environment = 'sandbox')::integer as flags from made;
      create temp table supply_routes as
      with made as (
        insert into activity_routes (workspace_id, method, path)
        select id, (array['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'])[1 + n %% 6], '/v2/' || (array['orders', 'customers', 'invoices',
          'shipments', 'products'])[1 + n %% 5] || '/' || n
        from supply_workspaces, generate_series(0, 299) n
        returning id, workspace_id, path)
      select split_part(path, '/', 4)::integer as n, id, workspace_id from made;
      create temp table supply_agents as
      with made as (
        insert into activity_user_agents (workspace_id, user_agent)
        select id, 'integration-client/2.' || n || ' (java 17)' from supply_workspaces, generate_series(0, 39) n
        returning id, workspace_id, user_agent)
      select substring(user_agent from '2.([0-9]+) ')::integer as n, id, workspace_id from made;
      analyze supply_tokens, supply_routes, supply_agents;
      """;

  private static final String ROWS =
      """
      insert into %1$s (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address)
      select %2$s + g.part * (%3$s), t.id, t.workspace_id, case when g.folded < 0.01 then 21 + (g.folded * 30000)::integer else 1 end,
        r.id, a.id, case when g.refused < 0.05 then (array[1, 2, 4, 7])[1 + floor(g.refused * 79)::integer] else 0 end, t.flags,
        '198.51.0.0'::inet + (t.n * 3 + g.address) %% 500
      from (
        select (n - 0.5) / %4$d as part, floor(exp(random() * ln(%5$d + 1)))::integer - 1 as token,
          floor(exp(random() * ln(21)))::integer - 1 as route, floor(random() * 3)::integer as address,
          random() as folded, random() as refused
        from generate_series(1, %4$d) n offset 0) g
      join supply_tokens t on t.n = g.token
      join supply_routes r on r.workspace_id = t.workspace_id and r.n = (t.n * 7 + g.route) %% 300
      join supply_agents a on a.workspace_id = t.workspace_id and a.n = t.n %% 40
      order by 1
      """;

  private static final String HOURS =
      """
      insert into activity_hours (workspace_id, token_id, hour, outcome, calls)
      select workspace_id, coalesce(token_id, 0), date_trunc('hour', at, 'UTC'), outcome, sum(calls) from %1$s
      group by grouping sets (
        (workspace_id, token_id, date_trunc('hour', at, 'UTC'), outcome), (workspace_id, date_trunc('hour', at, 'UTC'), outcome))
      """;

  private static final String ITEMS =
      """
      with accepted as (
        select a.workspace_id, a.token_id, a.at, a.calls, r.method || ' ' || r.path as route, host(a.address) as address
        from %1$s a join activity_routes r on r.id = a.route_id where a.outcome = 0),
      items as (
        select workspace_id, token_id, 'r' as kind, route as item, calls, at from accepted
        union all select workspace_id, token_id, 'a', address, calls, at from accepted)
      insert into activity_items (workspace_id, token_id, since, kind, item, calls, last_at)
      select workspace_id, token_id, date_trunc('day', at, 'UTC'), kind::"char", item, sum(calls), max(at) from items group by 1, 2, 3, 4, 5
      union all
      select workspace_id, 0, date_trunc('day', at, 'UTC'), kind::"char", item, sum(calls), max(at) from items group by 1, 3, 4, 5
      union all
      select workspace_id, 0, date_trunc('day', at, 'UTC'), 't', token_id::text, sum(calls), max(at) from accepted group by 1, 3, token_id
      """;
}
