package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Workspace;
import io.colleckt.auth.token.Prefixes;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The tenants and their settings. */
final class WorkspacesTable {
  /** All settings of a workspace, by primary key. */
  private static final String READ =
      """
      select id as workspace_id, name, production_prefix, sandbox_prefix, longest_expiry_days,
        unlimited_expiry_allowed, activity_retention_days, created_at as workspace_since
      from workspaces where id = $1
      """;

  /** The settings of a workspace that exists. */
  Future<Workspace> read(Database database, int id) {
    return database.query(READ, Tuple.of(id)).map(rows -> workspace(rows.iterator().next()));
  }

  /** The same, locked until the commit. */
  Future<Workspace> lock(SqlConnection connection, int id) {
    return connection
        .preparedQuery(READ + "for no key update")
        .execute(Tuple.of(id))
        .map(rows -> workspace(rows.iterator().next()));
  }

  /** The beginnings of a workspace's secrets, by primary key. */
  Future<Prefixes> prefixes(Database database, int id) {
    return database
        .query(
            "select production_prefix, sandbox_prefix from workspaces where id = $1", Tuple.of(id))
        .map(rows -> prefixes(rows.iterator().next()));
  }

  /** Writes all settings of a workspace, by primary key. */
  Future<Void> update(SqlConnection connection, Workspace workspace) {
    return connection
        .preparedQuery(
            """
            update workspaces set name = $2, production_prefix = $3, sandbox_prefix = $4, longest_expiry_days = $5,
              unlimited_expiry_allowed = $6, activity_retention_days = $7
            where id = $1
            """)
        .execute(
            Tuple.of(
                workspace.id(),
                workspace.name(),
                workspace.productionPrefix(),
                workspace.sandboxPrefix(),
                workspace.longestExpiryDays(),
                workspace.unlimitedExpiryAllowed(),
                workspace.activityRetentionDays()))
        .mapEmpty();
  }

  /** A workspace that keeps calls for so many days only. */
  record Forgetful(int workspaceId, int afterDays) {}

  /** The workspaces that keep calls for less than so many days; reads the whole small table. */
  Future<List<Forgetful>> forgetful(Database database, int days) {
    return database
        .query(
            "select id, activity_retention_days from workspaces where activity_retention_days < $1",
            Tuple.of(days))
        .map(rows -> Rows.all(rows, row -> new Forgetful(row.getInteger(0), row.getInteger(1))));
  }

  /** Makes a workspace with the settings that the schema gives it. Completes with its id. */
  Future<Integer> insert(SqlConnection connection, String name) {
    return connection
        .preparedQuery("insert into workspaces (name) values ($1) returning id")
        .execute(Tuple.of(name))
        .map(rows -> rows.iterator().next().getInteger("id"));
  }

  /** Whether there is any workspace. */
  Future<Boolean> exists(Database database) {
    return database
        .query("select exists (select from workspaces)", Tuple.tuple())
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** Whether there is any workspace; whoever asks goes on alone until the commit. */
  Future<Boolean> existsAlone(SqlConnection connection) {
    return connection
        .query("lock table workspaces in share row exclusive mode")
        .execute()
        .compose(locked -> connection.query("select exists (select from workspaces)").execute())
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private static Prefixes prefixes(Row row) {
    return new Prefixes(row.getString("production_prefix"), row.getString("sandbox_prefix"));
  }

  static Workspace workspace(Row row) {
    return new Workspace(
        row.getInteger("workspace_id"),
        row.getString("name"),
        row.getString("production_prefix"),
        row.getString("sandbox_prefix"),
        row.getInteger("longest_expiry_days"),
        row.getBoolean("unlimited_expiry_allowed"),
        row.getInteger("activity_retention_days"),
        row.getOffsetDateTime("workspace_since").toInstant());
  }
}
