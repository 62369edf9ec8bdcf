package io.colleckt.auth.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.ActivityFilter;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.token.CheckOutcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How Postgres answers each question about 300,000 rows of ten days: by an index, never by reading
 * all.
 */
class ActivityPlansIT {
  private static final Database STORED = Stores.shared().freshDatabase();
  private static final String NOON = "date_trunc('day', now()) + interval '%d days 12 hours'";

  @BeforeAll
  static void load() {
    Schema.migrate(STORED.migrationUrl(), STORED.databaseUrl());
    STORED.execute("select activity_prepare(9)");
    STORED.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        select date_trunc('day', now()) + n * interval '2.88 seconds', 1 + n % 200, 1 + n % 2, 1, 1 + n % 50, 1,
          case when n % 97 = 0 then 2 else 0 end, 0, '203.0.113.1', '', '' from generate_series(0, 299999) n
        """);
    STORED.execute("insert into workspaces (name) values ('Ours'), ('Theirs')");
    STORED.execute("analyze");
  }

  @Test
  void firstPageOfATokenIsReadByItsIndex() throws Exception {
    assertThat(plan(filter(true, Optional.empty()), "epoch", 9))
        .contains("_token_id_at_idx")
        .doesNotContain("Seq Scan on activity_2")
        .doesNotContainPattern("activity_2[0-9]+_workspace_id_at_idx");
  }

  @Test
  void firstPageOfAWorkspaceIsReadByItsIndex() throws Exception {
    assertThat(plan(filter(false, Optional.empty()), "epoch", 9))
        .contains("_workspace_id_at_idx")
        .doesNotContain("Seq Scan on activity_2");
  }

  @Test
  void refusedCallsAreReadByTheIndexOfThese() throws Exception {
    assertThat(plan(filter(false, Optional.of(CheckOutcome.REVOKED)), "epoch", 9))
        .contains("_workspace_id_at_idx1")
        .doesNotContain("Seq Scan on activity_2");
  }

  @Test
  void daysThatAreNotAskedForAreNotTouched() throws Exception {
    for (boolean token : new boolean[] {true, false}) {
      String plan = plan(filter(token, Optional.empty()), String.format(NOON, 4), 5);
      assertThat(days(plan)).as(plan).hasSize(2);
    }
  }

  @Test
  void laterPagesBeginAtTheirPlace() throws Exception {
    String plan = plan(filter(true, Optional.empty()), "epoch", 3);
    assertThat(days(plan)).as(plan).hasSize(4);
    assertThat(plan).contains("Index Cond: ((token_id = '7'::bigint) AND (at >=");
  }

  /** The partitions that are touched. */
  private static Set<String> days(String plan) {
    return Pattern.compile(" on (activity_2[0-9]{7}) ")
        .matcher(plan)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static ActivityFilter filter(boolean token, Optional<CheckOutcome> outcome) {
    Optional<Long> id = token ? Optional.of(7L) : Optional.empty();
    return new ActivityFilter(
        id,
        Optional.empty(),
        outcome,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The plan of a page that begins at noon so many days ahead. */
  private static String plan(ActivityFilter filter, String from, int day) throws Exception {
    String begin = from.equals("epoch") ? "'epoch'" : from;
    String sql = ActivityReading.sql(filter);
    try (Connection connection = Database.connect(STORED.databaseUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("set plan_cache_mode = force_custom_plan");
      statement.execute(
          "prepare page (integer, bigint, timestamptz, timestamptz, bigint, integer, smallint, smallint, text, text, text, integer) as "
              + sql);
      String token = filter.tokenId().map(String::valueOf).orElse("null");
      ResultSet rows =
          statement.executeQuery(
              "explain execute page(1, %s, %s, %s, 0, 51, null, null, null, null, null, 51)"
                  .formatted(token, begin, String.format(NOON, day)));
      StringBuilder plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
      return plan.toString();
    }
  }
}
