package io.colleckt.auth.testing;

import io.colleckt.auth.embedded.EmbeddedStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The stores of a test run, one set a JVM, chosen by {@code -Dstores}.
 *
 * <ul>
 *   <li>{@code embedded} (the default): started on an empty directory, deleted at the end.
 *   <li>{@code containers}: see {@link Containers}.
 *   <li>{@code external}: what {@code COLLECKT_DATABASE_URL}, {@code COLLECKT_MIGRATION_URL} and
 *       {@code COLLECKT_REDIS_URL} name. The migration role needs {@code createdb}; the Redis
 *       database is flushed, so it must be there for tests only.
 * </ul>
 */
public final class Stores {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final String databaseUrl;
  private final String migrationUrl;
  private final String redisUrl;
  private final boolean external;

  Stores(String databaseUrl, String migrationUrl, String redisUrl) {
    this(databaseUrl, migrationUrl, redisUrl, false);
  }

  private Stores(String databaseUrl, String migrationUrl, String redisUrl, boolean external) {
    this.databaseUrl = databaseUrl;
    this.migrationUrl = migrationUrl;
    this.redisUrl = redisUrl;
    this.external = external;
  }

  /** The one set of this JVM, started at the first call. */
  public static Stores shared() {
    return Shared.STORES;
  }

  private static final class Shared {
    private static final Stores STORES = start(System.getProperty("stores", "embedded"));
  }

  private static Stores start(String kind) {
    return switch (kind) {
      case "embedded" -> embedded();
      case "containers" -> Containers.start();
      case "external" ->
          new Stores(
              required("COLLECKT_DATABASE_URL"),
              required("COLLECKT_MIGRATION_URL"),
              required("COLLECKT_REDIS_URL"),
              true);
      default -> throw new IllegalArgumentException("-Dstores=" + kind + " is not known");
    };
  }

  private static Stores embedded() {
    Path directory = TestDirectory.initialised("shared");
    AtJvmEnd.close(() -> TestDirectory.delete(directory));
    EmbeddedStores stores = EmbeddedStores.start(directory);
    AtJvmEnd.close(stores);
    return new Stores(stores.databaseUrl(), stores.migrationUrl(), stores.redisUrl());
  }

  private static String required(String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      throw new IllegalStateException("-Dstores=external needs " + variable);
    }
    return value;
  }

  public String databaseUrl() {
    return databaseUrl;
  }

  public String migrationUrl() {
    return migrationUrl;
  }

  public String redisUrl() {
    return redisUrl;
  }

  /**
   * A new empty database on the same server, owned by the migration role, so that test classes do
   * not see each other's rows. It goes when the JVM ends. What Redis witnesses of the audit logs of
   * another one is forgotten, since it would look like tampering.
   */
  public Database freshDatabase() {
    String name =
        String.format(
            Locale.ROOT, "test_%d_%d", ProcessHandle.current().pid(), DATABASES.incrementAndGet());
    execute("create database " + name);
    redis(List.of("DEL", "audit:heads"));
    if (external) {
      AtJvmEnd.close(() -> execute("drop database if exists " + name + " with (force)"));
    }
    return new Database(Database.at(databaseUrl, name), Database.at(migrationUrl, name));
  }

  /** Empties Redis: keys and functions. */
  public void flushRedis() {
    redis(List.of("FLUSHDB"));
    redis(List.of("FUNCTION", "FLUSH"));
  }

  private void redis(List<String> command) {
    try (RedisConnection redis = RedisConnection.connect(redisUrl)) {
      redis.command(command.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = Database.connect(migrationUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }
}
