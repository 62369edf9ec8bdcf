package io.colleckt.auth.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A PostgreSQL on the loopback interface, as durable as its defaults are, with two roles: the owner
 * of the database and the application.
 *
 * <p>This class is threadsafe.
 */
public final class PostgresServer implements AutoCloseable {
  /** Fast shutdown, immediate shutdown, and the end. */
  private static final List<Signal> STOPPING =
      List.of(
          new Signal("INT", Duration.ofSeconds(30)),
          new Signal("QUIT", Duration.ofSeconds(10)),
          new Signal("KILL", Duration.ofSeconds(5)));

  private static final Duration BACKENDS_LIMIT = Duration.ofSeconds(10);

  private final StoreProcess process;
  private final int port;
  private final Passwords passwords;

  private PostgresServer(StoreProcess process, int port, Passwords passwords) {
    this.process = process;
    this.port = port;
    this.passwords = passwords;
  }

  /**
   * Starts PostgreSQL on the cluster of the directory, made if there is none, after having stopped
   * a server that an earlier run has left on it. Returns when it accepts connections.
   *
   * @param port 0 for a free one
   * @throws StoreFailed if it does not start
   */
  public static PostgresServer start(DataDirectory data, int port) {
    Path directory = data.resolve("postgres");
    Program program =
        new Program(
            "PostgreSQL", "postgres", directory, directory.resolve("postmaster.pid"), STOPPING);
    program.stopOrphan();
    try {
      Account account = Account.forPostgres(data.resolve("bin"));
      PostgresBinaries binaries = PostgresBinaries.unpack(data.resolve("bin"));
      PostgresCluster cluster = new PostgresCluster(data, binaries, account);
      cluster.makeIfMissing();
      if (program.pidFileNamesStranger()) {
        disown(program.pidFile());
      }
      return Ports.onPort(port, chosen -> startAfterCrash(cluster, program, chosen));
    } catch (IOException e) {
      throw new StoreFailed("PostgreSQL cannot be set up: " + e, e);
    }
  }

  /**
   * Where a server was killed, its backends need a moment to notice, and until then PostgreSQL
   * refuses to start beside them. So a start on an unclean cluster is tried again for a while.
   */
  private static PostgresServer startAfterCrash(
      PostgresCluster cluster, Program program, int port) {
    long end = System.nanoTime() + BACKENDS_LIMIT.toNanos();
    while (true) {
      boolean crashed = Files.exists(program.pidFile());
      try {
        return start(cluster, program, port);
      } catch (StoreFailed e) {
        if (!crashed || System.nanoTime() - end > 0) {
          throw e;
        }
        Program.await(() -> false, Duration.ofMillis(200));
      }
    }
  }

  /**
   * PostgreSQL refuses to start if its old pid file names any live process but its parent. So we,
   * the parent, take the stranger's place in it; the rest of the file, by which PostgreSQL finds
   * out whether an old backend still uses the shared memory, is kept.
   */
  private static void disown(Path pidFile) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
    lines.set(0, String.valueOf(ProcessHandle.current().pid()));
    Files.write(pidFile, lines);
  }

  private static PostgresServer start(PostgresCluster cluster, Program program, int port) {
    try {
      cluster.configure(port);
    } catch (IOException e) {
      throw new StoreFailed("PostgreSQL cannot be configured: " + e, e);
    }
    StoreProcess process =
        StoreProcess.launch(
            program,
            cluster
                .account()
                .wrap(cluster.binaries().program("postgres"), "-D", program.directory().toString()),
            cluster.data().resolve("logs/postgres.log"));
    process.awaitReady(() -> isReady(program.pidFile(), process.pid()));
    return new PostgresServer(process, port, cluster.data().passwords());
  }

  /** The server keeps its state in the eighth line of its pid file, for pg_ctl to read. */
  private static boolean isReady(Path pidFile, long pid) {
    try {
      List<String> lines = Files.readAllLines(pidFile, StandardCharsets.US_ASCII);
      return lines.size() >= 8
          && lines.get(0).strip().equals(String.valueOf(pid))
          && lines.get(7).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  /** The application's role. */
  public String databaseUrl() {
    return url(PostgresCluster.APP, passwords.app());
  }

  /** The role that owns the database; it may make others. */
  public String migrationUrl() {
    return url(PostgresCluster.OWNER, passwords.owner());
  }

  private String url(String role, String password) {
    return "postgresql://"
        + role
        + ":"
        + password
        + "@127.0.0.1:"
        + port
        + "/"
        + PostgresCluster.DATABASE;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** As {@link StoreProcess#failure}. */
  CompletableFuture<StoreFailed> failure() {
    return process.failure();
  }

  /**
   * Ends open transactions, writes a checkpoint, stops the server, and returns when it has ended.
   *
   * @throws StoreFailed if it does not end
   */
  @Override
  public void close() {
    process.stop();
  }
}
