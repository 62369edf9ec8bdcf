package io.colleckt.auth.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.TestDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As durable and as closed as servers that an operator would set up. */
class EmbeddedStoresSettingsIT {
  private static Path directory;
  private static EmbeddedStores stores;

  @BeforeAll
  static void start() {
    directory = TestDirectory.empty("settings");
    stores = EmbeddedStores.start(directory);
  }

  @AfterAll
  static void close() throws IOException {
    stores.close();
    TestDirectory.delete(directory);
  }

  @Test
  void postgresKeepsWhatItHasCommitted() throws SQLException {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      assertThat(show(stores.databaseUrl(), "show " + setting)).as(setting).isEqualTo("on");
    }
    assertThat(show(stores.databaseUrl(), "show server_version")).startsWith("18.");
  }

  @Test
  void redisAppendsToItsFileAndNeverEvicts() throws IOException {
    try (RedisConnection redis = RedisConnection.connect(stores.redisUrl())) {
      assertThat(config(redis, "appendonly")).isEqualTo("yes");
      assertThat(config(redis, "appendfsync")).isEqualTo("everysec");
      assertThat(config(redis, "maxmemory-policy")).isEqualTo("noeviction");
      assertThat(config(redis, "maxmemory")).isEqualTo(String.valueOf(1 << 30));
      assertThat(config(redis, "save")).isEmpty();
      assertThat((String) redis.command("INFO", "server")).contains("redis_version:7.0.15");
    }
  }

  @Test
  void databaseBelongsToTheOwnerAndTheApplicationMayNotMakeTables() throws SQLException {
    assertThat(
            show(
                stores.databaseUrl(),
                "select pg_get_userbyid(datdba) || ' ' || current_user from pg_database"
                    + " where datname = current_database()"))
        .isEqualTo("colleckt_owner colleckt_app");
    assertThatThrownBy(() -> show(stores.databaseUrl(), "create table t (n int)"))
        .hasMessageContaining("permission denied");
    assertThat(show(stores.migrationUrl(), "select rolsuper from pg_roles where rolsuper"))
        .isEqualTo("t");
    assertThat(
            show(
                stores.migrationUrl(),
                "select count(*) from pg_roles where rolsuper and rolname like 'colleckt%'"))
        .isEqualTo("0");
  }

  @Test
  void wrongPasswordsAreRefused() {
    for (String role : List.of("colleckt_app", "colleckt_owner")) {
      assertThatThrownBy(() -> Database.connect(as(role, "wrong")))
          .hasMessageContaining("password authentication failed");
    }
    URI redis = URI.create(stores.redisUrl());
    assertThatThrownBy(() -> RedisConnection.connect("redis://:wrong@127.0.0.1:" + redis.getPort()))
        .hasMessageContaining("WRONGPASS");
  }

  @Test
  void nobodyIsTrustedAndTheSuperuserHasNoWayIn() throws IOException {
    assertThatThrownBy(() -> Database.connect(as("postgres", "")))
        .hasMessageContaining("no pg_hba.conf entry");
    assertThat(directory.resolve("postgres/pg_hba.conf")).content().doesNotContain("trust");
    try (RedisConnection redis =
        RedisConnection.connect("redis://127.0.0.1:" + URI.create(stores.redisUrl()).getPort())) {
      assertThatThrownBy(() -> redis.command("PING")).hasMessageContaining("NOAUTH");
    }
  }

  @Test
  void bothListenOnTheLoopbackInterfaceOnly() throws IOException {
    for (String url : List.of(stores.databaseUrl(), stores.redisUrl())) {
      assertThat(listeners(URI.create(url).getPort())).containsExactly("0100007F");
    }
  }

  @Test
  void nobodyElseReadsTheDataDirectory() throws IOException {
    for (String part : List.of("", "postgres", "redis", "logs")) {
      assertThat(permissions(part)).as(part).isEqualTo("rwx------");
    }
    for (String file : List.of("lock", "passwords", "redis/redis.conf", "postgres/pg_hba.conf")) {
      assertThat(permissions(file)).as(file).isEqualTo("rw-------");
    }
  }

  @Test
  void passwordsAndOurEnvironmentAreNotVisibleInTheProcessList() throws IOException {
    for (String pidFile : List.of("postgres/postmaster.pid", "redis/redis.pid")) {
      Path process = Path.of("/proc/" + ChildJvm.pidIn(directory.resolve(pidFile)));
      String secret = URI.create(stores.redisUrl()).getUserInfo().substring(1);
      assertThat(Files.readString(process.resolve("cmdline"))).doesNotContain(secret);
      assertThat(Files.readString(process.resolve("environ")))
          .contains("PATH=")
          .doesNotContain("HOME=");
    }
  }

  private static String as(String role, String password) {
    URI app = URI.create(stores.databaseUrl());
    return "postgresql://" + role + ":" + password + "@127.0.0.1:" + app.getPort() + "/colleckt";
  }

  private static String show(String url, String sql) throws SQLException {
    try (Connection connection = Database.connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String config(RedisConnection redis, String name) throws IOException {
    return (String) ((List<?>) redis.command("CONFIG", "GET", name)).get(1);
  }

  /** The addresses, in the kernel's hexadecimal, on which something listens at the port. */
  private static List<String> listeners(int port) throws IOException {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        List<String> fields = List.of(line.strip().split("\\s+", -1));
        if (fields.get(1).endsWith(suffix) && fields.get(3).equals("0A")) {
          addresses.add(fields.get(1).substring(0, fields.get(1).indexOf(':')));
        }
      }
    }
    return addresses;
  }

  private static String permissions(String part) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(part)));
  }
}
