package io.colleckt.auth.takeover;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.MariaDbProcess;
import io.colleckt.auth.testing.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A Laravel application's database with Sanctum's table, as its migration makes it with the grammar
 * of that database.
 *
 * @param url as the command takes it
 */
record LaravelDatabase(String url, Opening opening) implements AutoCloseable {
  private static final String MYSQL =
      """
      create table personal_access_tokens (
        id bigint unsigned not null auto_increment primary key,
        tokenable_type varchar(255) not null, tokenable_id bigint unsigned not null,
        name varchar(255) not null, token varchar(64) not null, abilities text null,
        last_used_at timestamp null, expires_at timestamp null,
        created_at timestamp null, updated_at timestamp null,
        index (tokenable_type, tokenable_id), unique (token)) default character set utf8mb4
      """;
  private static final String POSTGRES =
      """
      create table personal_access_tokens (
        id bigserial not null primary key,
        tokenable_type varchar(255) not null, tokenable_id bigint not null,
        name varchar(255) not null, token varchar(64) not null unique, abilities text null,
        last_used_at timestamp(0) without time zone null,
        expires_at timestamp(0) without time zone null,
        created_at timestamp(0) without time zone null,
        updated_at timestamp(0) without time zone null)
      """;
  private static final String SQLITE =
      """
      create table "personal_access_tokens" (
        "id" integer primary key autoincrement not null,
        "tokenable_type" varchar not null, "tokenable_id" integer not null,
        "name" varchar not null, "token" varchar not null, "abilities" text,
        "last_used_at" datetime, "expires_at" datetime,
        "created_at" datetime, "updated_at" datetime)
      """;

  /** How a test reaches it. */
  interface Opening {
    Connection open() throws SQLException;
  }

  static LaravelDatabase mysql(MariaDbProcess server) {
    return new LaravelDatabase(server.url(), () -> DriverManager.getConnection(server.jdbcUrl()))
        .with("drop table if exists personal_access_tokens")
        .with(MYSQL);
  }

  static LaravelDatabase postgres() {
    String url = Stores.shared().freshDatabase().migrationUrl();
    return new LaravelDatabase(url, () -> Database.connect(url)).with(POSTGRES);
  }

  static LaravelDatabase sqlite() throws Exception {
    Path file = Files.createTempFile("laravel", ".sqlite");
    file.toFile().deleteOnExit();
    return new LaravelDatabase(
            "sqlite:" + file, () -> DriverManager.getConnection("jdbc:sqlite:" + file))
        .with(SQLITE);
  }

  /** Where a command finds it. */
  Map<String, String> environment() {
    return Map.of("SANCTUM_DATABASE_URL", url);
  }

  /** Runs a statement there. */
  LaravelDatabase with(String sql) {
    try (Connection connection = opening.open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return this;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** What {@code createToken} stores. */
  void insert(long id, LaravelToken token, String abilities, String expiresAt) {
    String sql =
        """
        insert into personal_access_tokens
          (id, tokenable_type, tokenable_id, name, token, abilities, expires_at, created_at, updated_at)
        values (?, 'App\\Models\\User', 7, 'Producción', ?, ?, %s, '2026-01-02 03:04:05', '2026-01-02 03:04:05')
        """
            .formatted(expiresAt == null ? "null" : "'" + expiresAt + "'");
    try (Connection connection = opening.open();
        PreparedStatement statement =
            connection.prepareStatement(
                url.startsWith("mysql") ? sql.replace("\\", "\\\\") : sql)) {
      statement.setLong(1, id);
      statement.setString(2, token.column());
      statement.setString(3, abilities);
      statement.execute();
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Override
  public String toString() {
    return url.substring(0, url.indexOf(':'));
  }

  @Override
  public void close() {
    with("drop table personal_access_tokens");
  }
}
