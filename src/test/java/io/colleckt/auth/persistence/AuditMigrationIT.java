package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.audit.Verification;
import io.colleckt.auth.audit.Witness;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that were there before the log was chained become the beginning of the chain. */
class AuditMigrationIT {
  private final Database stored = Stores.shared().freshDatabase();

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void rowsOfAnEarlierVersionAreChainedInTheirOrder(String version) {
    migrateTo(version);
    stored.execute("insert into workspaces (name) values ('one'), ('two'), ('without rows')");
    stored.execute(
        """
        insert into audit (workspace_id, member_id, member_email, address, user_agent, action, subject, before, after)
        select 1 + i % 2, nullif(i % 5, 0), 'ädä@a.test', '127.0.0.1', null, 'token.changed', 'token:' || i,
          case when i % 3 = 0 then jsonb_build_object('name', 'é' || i, 'a', null) end, '{"n": 1.50, "b": []}'
        from generate_series(1, 1201) i
        """);

    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    stored.execute("select audit_append(1, null, null, null, null, 'made', null, null, null)");

    assertValid(1, 601);
    assertValid(2, 601);
    assertValid(3, 0);
    assertThat(stored.rows("select subject from audit where workspace_id = 2 order by seq limit 2"))
        .containsExactly("token:1", "token:3");
  }

  @Test
  void emptyLogStaysEmpty() {
    migrateTo("2");
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    assertThat(stored.rows("select * from audit_heads")).isEmpty();
  }

  private void assertValid(int workspaceId, long rows) {
    Vertx vertx = Vertx.vertx();
    io.colleckt.auth.persistence.Database database =
        new io.colleckt.auth.persistence.Database(
            vertx, stored.databaseUrl(), "test", 1, Duration.ofSeconds(10));
    Verification found =
        await(new AuditReading(database, workspaceId, Witness.UNREACHABLE).verify());
    await(vertx.close());
    assertThat(found.flaw()).isEmpty();
    assertThat(found.end().seq()).isEqualTo(rows);
  }

  private void migrateTo(String version) {
    JdbcAddress owner = JdbcAddress.of(stored.migrationUrl());
    String role = JdbcAddress.of(stored.databaseUrl()).user();
    Flyway.configure()
        .dataSource(owner.url(), owner.user(), owner.password())
        .placeholders(Map.of("application_role", '"' + role + '"'))
        .target(version)
        .load()
        .migrate();
  }
}
