package io.colleckt.auth.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's MariaDB as a process of a test's own, on loopback, on an empty directory that goes with
 * it. It asks nobody for a password.
 */
public final class MariaDbProcess implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final String DATABASE = "laravel";

  private final Path directory = Files.createTempDirectory("mariadb");
  private final int port;
  private final Process server;

  /** Makes and starts it: some seconds. */
  public MariaDbProcess() throws Exception {
    AtJvmEnd.close(this);
    run(
        "mariadb-install-db",
        "--no-defaults",
        "--datadir=" + data(),
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
        "--user=" + System.getProperty("user.name"));
    port = JavaProcess.freePort();
    server = start(serverCommand());
    if (!Await.becomesTrue(PATIENCE_MILLIS, this::answers)) {
      throw new IllegalStateException("MariaDB does not start: " + log());
    }
    execute("mysql", "create database " + DATABASE);
  }

  /** As the command takes it. */
  public String url() {
    return "mysql://root:any@127.0.0.1:" + port + "/" + DATABASE;
  }

  /** As JDBC takes it. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  private String jdbcUrl(String database) {
    return "jdbc:mariadb://127.0.0.1:%d/%s?user=root&password=any".formatted(port, database);
  }

  private List<String> serverCommand() {
    return List.of(
        "/usr/sbin/mariadbd",
        "--no-defaults",
        "--skip-grant-tables",
        "--skip-name-resolve",
        "--datadir=" + data(),
        "--bind-address=127.0.0.1",
        "--port=" + port,
        "--socket=" + directory.resolve("socket"),
        "--pid-file=" + directory.resolve("pid"),
        "--innodb-buffer-pool-size=16M",
        "--innodb-flush-log-at-trx-commit=0",
        "--user=" + System.getProperty("user.name"));
  }

  private Path data() {
    return directory.resolve("data");
  }

  private boolean answers() {
    if (!server.isAlive()) {
      throw new IllegalStateException("MariaDB has ended: " + log());
    }
    try (Connection connection = DriverManager.getConnection(jdbcUrl("mysql"))) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private void execute(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void run(String... command) throws Exception {
    if (start(List.of(command)).waitFor() != 0) {
      throw new IllegalStateException(command[0] + " has failed: " + log());
    }
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(new ArrayList<>(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
        .start();
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      return "no log";
    }
  }

  /** Ends it and deletes its files; a second call does nothing. */
  @Override
  public void close() throws IOException {
    if (server != null) {
      server.destroyForcibly().onExit().join();
    }
    TestDirectory.delete(directory);
  }
}
