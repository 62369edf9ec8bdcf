package io.colleckt.auth.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.settings.AppendFsync;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoresIT {
  @Test
  void freshDatabasesDoNotSeeEachOther() throws SQLException {
    Database one = Stores.shared().freshDatabase();
    Database other = Stores.shared().freshDatabase();
    execute(one.migrationUrl(), "create table t (n int)", "grant select on t to colleckt_app");
    execute(other.migrationUrl(), "create table t (n text)");
    assertThat(query(one.databaseUrl(), "select count(*) from t")).isEqualTo("0");
  }

  @Test
  void redisIsEmptyAfterAFlush() throws IOException {
    try (RedisConnection redis = RedisConnection.connect(Stores.shared().redisUrl())) {
      redis.command("SET", "k", "v");
      Stores.shared().flushRedis();
      assertThat(redis.command("DBSIZE")).isEqualTo(0L);
    }
  }

  @Test
  void frozenRedisAnswersAfterItsThaw() throws IOException {
    try (RedisProcess process = new RedisProcess();
        RedisConnection redis = RedisConnection.connect(process.url())) {
      process.stop();
      assertThatThrownBy(() -> redis.command("PING")).isInstanceOf(IOException.class);
      process.cont();
      try (RedisConnection again = RedisConnection.connect(process.url())) {
        assertThat(again.command("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void redisComesBackOnItsPortAfterAKill() throws IOException {
    try (RedisProcess process = new RedisProcess(AppendFsync.ALWAYS)) {
      String url = process.url();
      try (RedisConnection redis = RedisConnection.connect(url)) {
        assertThat(redis.command("CONFIG", "GET", "appendfsync"))
            .isEqualTo(List.of("appendfsync", "always"));
        redis.command("SET", "k", "v");
      }
      process.kill();
      process.start();
      try (RedisConnection redis = RedisConnection.connect(url)) {
        assertThat(redis.command("GET", "k")).isEqualTo("v");
      }
    }
  }

  @Test
  void postgresComesBackOnItsPortAfterAFreezeAndAKill() throws Exception {
    try (PostgresProcess process = new PostgresProcess()) {
      String url = process.migrationUrl();
      execute(url, "create table t (n int)", "insert into t values (7)");
      process.stop();
      process.cont();
      assertThat(query(url, "select n from t")).isEqualTo("7");
      process.kill();
      process.start();
      assertThat(query(url, "select n from t")).isEqualTo("7");
    }
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = Database.connect(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String query(String url, String sql) throws SQLException {
    try (Connection connection = Database.connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
