package io.colleckt.auth.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
  void applicationMayAddToTheAuditLogAndNothingElse() throws SQLException {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    try (Connection application = Database.connect(stored.databaseUrl());
        Statement statement = application.createStatement()) {
      statement.execute("insert into workspaces (name) values ('one')");
      statement.execute("insert into audit (workspace_id, action) values (1, 'made')");
      assertThatThrownBy(() -> statement.execute("update audit set action = 'unmade'"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> statement.execute("delete from audit"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> statement.execute("create table mine (id integer)"))
          .hasMessageContaining("permission denied");
    }
  }
}
