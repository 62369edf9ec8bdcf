package io.colleckt.auth.testing;

import io.colleckt.auth.embedded.DataDirectory;
import io.colleckt.auth.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A PostgreSQL of a test's own, on its own files and a port that stays, to be frozen, killed and
 * started again. What is left of it goes when the JVM ends.
 */
public final class PostgresProcess implements AutoCloseable {
  private final Path directory = TestDirectory.initialised("postgres");
  private final DataDirectory data = DataDirectory.open(directory);
  private final int port;
  private PostgresServer server;

  /** Makes and starts it. */
  public PostgresProcess() {
    this(null);
  }

  private PostgresProcess(SmallDisk disk) {
    AtJvmEnd.close(this);
    if (disk != null) {
      disk.take(directory.resolve("postgres"));
    }
    server = PostgresServer.start(data, 0);
    port = server.port();
  }

  /** Makes and starts it with its files on that disk. */
  public static PostgresProcess on(SmallDisk disk) {
    return new PostgresProcess(disk);
  }

  /** Whether its process is there. */
  public boolean isAlive() {
    return ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).isPresent();
  }

  public String databaseUrl() {
    return server.databaseUrl();
  }

  public String migrationUrl() {
    return server.migrationUrl();
  }

  /**
   * From now on new connections of the application leave the plan of each statement, as it was run,
   * in the server's log.
   *
   * @return where that is
   */
  public Path explainEverything() throws IOException {
    Files.writeString(
        directory.resolve("postgres/postgresql.auto.conf"),
        """
        session_preload_libraries = 'auto_explain'
        auto_explain.log_min_duration = 0
        auto_explain.log_analyze = on
        auto_explain.log_buffers = on
        """);
    Processes.reload(server.pid());
    return directory.resolve("logs/postgres.log");
  }

  /** Freezes the server and all its backends: the kernel still accepts connections. */
  public void stop() {
    Processes.freeze(server.pid());
    ProcessHandle.of(server.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .forEach(backend -> Processes.freeze(backend.pid()));
  }

  public void cont() {
    ProcessHandle.of(server.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .forEach(backend -> Processes.thaw(backend.pid()));
    Processes.thaw(server.pid());
  }

  /** Kills the server without warning; its backends see that and end. */
  public void kill() {
    Processes.kill(server.pid());
  }

  /** Starts it again after {@link #kill} or {@link #shutDown}, on the same port and files. */
  public void start() {
    server = PostgresServer.start(data, port);
  }

  /** Ends it properly; it can be started again. */
  public void shutDown() {
    server.close();
  }

  /** Ends it for good and deletes its files; a second call does nothing. */
  @Override
  public void close() throws IOException {
    if (server != null && ProcessHandle.of(server.pid()).isPresent()) {
      cont();
      server.close();
    }
    data.close();
    TestDirectory.delete(directory);
  }
}
