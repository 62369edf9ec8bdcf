package io.colleckt.auth.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each day of the activity log is a partition of its own, which the owner makes and drops. */
class ActivityPartitionsIT {
  private final Database stored = Stores.shared().freshDatabase();

  @BeforeEach
  void start() {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    stored.execute("insert into workspaces (name) values ('Ours')");
    stored.execute(
        """
        insert into tokens (workspace_id, name, environment, secret_hash)
        values (1, 'CI', 'sandbox', decode(repeat('00', 32), 'hex'))
        """);
  }

  @Test
  void rowsOfADayWithoutPartitionMoveIntoItWhenItIsMade() throws Exception {
    stored.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        select now() + day * interval '1 day', 1, 1, 1, 0, 0, 0, 0, '203.0.113.1', 'GET /flows', ''
        from (values (20), (-100)) days (day);
        insert into activity_hours (workspace_id, token_id, hour, outcome, calls)
        select workspace_id, token_id, date_trunc('hour', at), outcome, calls from activity;
        """);
    assertThat(stored.rows("select count(*) from activity_rest")).containsExactly("2");
    stored.execute("select activity_prepare(21)");
    assertThat(stored.rows("select count(*) from activity_rest")).containsExactly("1");
    assertThat(stored.rows("select count(*) from activity")).containsExactly("2");
    stored.execute("select activity_expire(90)");
    assertThat(stored.rows("select count(*) from activity")).containsExactly("1");
    assertThat(
            stored.rows(
                "select count(*) from activity_hours where hour < now() - interval '91 days'"))
        .containsExactly("0");
  }

  @Test
  void applicationRollsPartitionsThroughTheOwnerOnly() throws Exception {
    try (Connection application = Database.connect(stored.databaseUrl());
        Statement statement = application.createStatement()) {
      statement.execute("select activity_prepare(9)");
      assertThatThrownBy(() -> statement.execute("drop table activity_rest"))
          .hasMessageContaining("must be owner");
    }
  }
}
