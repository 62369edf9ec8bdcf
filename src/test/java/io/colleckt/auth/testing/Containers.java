package io.colleckt.auth.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * {@code -Dstores=containers}: the official images, by Testcontainers, so Docker must be there.
 * They are stopped when the JVM ends; where its own reaper cannot run, set {@code
 * TESTCONTAINERS_RYUK_DISABLED=true}.
 */
final class Containers {
  private static final int POSTGRES_PORT = 5432;
  private static final int REDIS_PORT = 6379;
  private static final String PASSWORD = "for-tests-only";

  private Containers() {}

  static Stores start() {
    GenericContainer<?> postgres =
        new GenericContainer<>(DockerImageName.parse("postgres:18"))
            .withEnv("POSTGRES_PASSWORD", PASSWORD)
            .withExposedPorts(POSTGRES_PORT)
            // The image starts the server twice: the first time to set it up, without a port.
            .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\s", 2));
    GenericContainer<?> redis =
        new GenericContainer<>(DockerImageName.parse("redis:7"))
            .withCommand(
                "redis-server --appendonly yes --maxmemory-policy noeviction --requirepass "
                    + PASSWORD)
            .withExposedPorts(REDIS_PORT)
            .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*\\s", 1));
    AtJvmEnd.close(postgres);
    AtJvmEnd.close(redis);
    postgres.start();
    redis.start();
    makeRoles(url(postgres, "postgres", "postgres"));
    return new Stores(
        url(postgres, "colleckt_app", "colleckt"),
        url(postgres, "colleckt_owner", "colleckt"),
        "redis://:" + PASSWORD + "@" + redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT));
  }

  private static String url(GenericContainer<?> postgres, String role, String database) {
    return "postgresql://"
        + role
        + ":"
        + PASSWORD
        + "@"
        + postgres.getHost()
        + ":"
        + postgres.getMappedPort(POSTGRES_PORT)
        + "/"
        + database;
  }

  private static void makeRoles(String superuserUrl) {
    try (Connection connection = Database.connect(superuserUrl);
        Statement statement = connection.createStatement()) {
      statement.execute("create role colleckt_owner login createdb password '" + PASSWORD + "'");
      statement.execute("create role colleckt_app login password '" + PASSWORD + "'");
      statement.execute("create database colleckt owner colleckt_owner");
    } catch (SQLException e) {
      throw new IllegalStateException("The roles cannot be made: " + e.getMessage(), e);
    }
  }
}
