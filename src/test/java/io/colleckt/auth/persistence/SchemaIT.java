package io.colleckt.auth.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaIT {
  private final Database stored = Stores.shared().freshDatabase();

  @Test
  void migratesOnceAndThenFindsTheSchemaCurrent() throws SQLException {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    try (Connection owner = Database.connect(stored.migrationUrl());
        Statement statement = owner.createStatement()) {
      statement.execute("update flyway_schema_history set checksum = 0");
      Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
      try (ResultSet rows = statement.executeQuery("select count(*) from workspaces")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @Test
  void whatTheDatabaseAnswersIsToldInTheFirstLine() {
    assertThatThrownBy(() -> Schema.migrate(stored.databaseUrl(), stored.databaseUrl()))
        .message()
        .satisfies(
            message ->
                assertThat(message.lines().findFirst().orElseThrow())
                    .contains("(COLLECKT_MIGRATION_URL): ")
                    .contains("permission denied for schema public"));
  }

  @Test
  void applicationMayAddToTheAuditLogAndNothingElse() throws SQLException {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    try (Connection application = Database.connect(stored.databaseUrl());
        Statement statement = application.createStatement()) {
      statement.execute("insert into workspaces (name) values ('one')");
      statement.execute("select audit_append(1, null, null, null, null, 'made', null, null, '{}')");
      for (String forbidden :
          List.of(
              "update audit set action = 'unmade'",
              "delete from audit",
              "truncate audit",
              "insert into audit (workspace_id, seq, at, action, hash) select workspace_id, 2, at,"
                  + " action, hash from audit",
              "update audit_heads set seq = 0",
              "delete from audit_heads",
              "truncate audit_heads cascade",
              "insert into audit_heads select 2, seq, hash, at from audit_heads",
              "create or replace function audit_text(value text) returns bytea language sql return"
                  + " ''::bytea",
              "create table mine (id integer)")) {
        assertThatThrownBy(() -> statement.execute(forbidden))
            .as(forbidden)
            .hasMessageMatching("(?s).*(permission denied|must be owner).*");
      }
    }
  }
}
