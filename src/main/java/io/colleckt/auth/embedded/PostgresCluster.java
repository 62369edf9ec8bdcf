package io.colleckt.auth.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The files of the embedded PostgreSQL: made once, configured at every start.
 *
 * <p>The superuser has no password and no way in over the network: it only makes the two roles and
 * their database, in single-user mode, before the server listens for the first time.
 *
 * @param data where everything lies
 * @param binaries the programs
 * @param account who runs them and owns the files
 */
record PostgresCluster(DataDirectory data, PostgresBinaries binaries, Account account) {
  static final String DATABASE = "colleckt";
  static final String OWNER = "colleckt_owner";
  static final String APP = "colleckt_app";

  Path directory() {
    return data.resolve("postgres");
  }

  /**
   * Makes the cluster if there is none. It is made under another name and renamed when it is
   * complete, so that an interrupted first start leaves nothing but litter, which the next one
   * clears.
   */
  void makeIfMissing() throws IOException {
    if (Files.isDirectory(directory())) {
      PrivateFiles.handOver(directory(), account.user());
      return;
    }
    Path parent = data.resolve("");
    PrivateFiles.deleteDrafts(parent, Duration.ZERO);
    Path draft = PrivateFiles.draft(parent);
    PrivateFiles.handOver(draft, account.user());
    run(
        List.of(
            "initdb",
            "-D",
            draft.toString(),
            "-U",
            "postgres",
            "-A",
            "reject",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions"),
        "",
        draft);
    run(
        List.of(
            "postgres",
            "--single",
            "-D",
            draft.toString(),
            "-c",
            "log_min_error_statement=panic",
            "postgres"),
        roles(),
        draft);
    PrivateFiles.rename(draft, directory());
  }

  /**
   * Writes the settings for this start. Nothing is trusted, and only the two roles are let in. Both
   * kinds of sync are the defaults of PostgreSQL, and stand here because promises rest on them.
   */
  void configure(int port) throws IOException {
    write(
        "postgresql.conf",
        """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        max_connections = 100
        shared_buffers = '128MB'
        dynamic_shared_memory_type = '%s'
        wal_level = 'minimal'
        max_wal_senders = 0
        max_wal_size = '512MB'
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_line_prefix = '%%m [%%p] %%q%%u@%%d '
        """
            .formatted(port, Files.isDirectory(Path.of("/dev/shm")) ? "posix" : "mmap"));
    write(
        "pg_hba.conf",
        """
        host all %s 127.0.0.1/32 scram-sha-256
        host all %s 127.0.0.1/32 scram-sha-256
        """
            .formatted(OWNER, APP));
  }

  private void write(String name, String text) throws IOException {
    Path file = directory().resolve(name);
    PrivateFiles.write(file, text);
    PrivateFiles.handOver(file, account.user());
  }

  /** One statement a line, as single-user mode wants it. */
  private String roles() {
    return """
        create role %2$s login createdb password '%4$s'
        create role %3$s login password '%5$s'
        create database %1$s owner %2$s
        revoke all on database %1$s from public
        grant connect, temporary on database %1$s to %3$s
        """
        .formatted(DATABASE, OWNER, APP, data.passwords().owner(), data.passwords().app());
  }

  /** Runs a program of PostgreSQL to its end; the log has what it says. */
  private void run(List<String> command, String input, Path directory) throws IOException {
    Path log = data.resolve("logs/postgres.log");
    String[] full = command.toArray(String[]::new);
    full[0] = binaries.program(full[0]);
    ProcessBuilder builder = new ProcessBuilder(account.wrap(full));
    StoreProcess.bare(builder, directory);
    builder
        .redirectInput(ProcessBuilder.Redirect.PIPE)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.US_ASCII));
    }
    try {
      if (process.waitFor() != 0) {
        throw new StoreFailed(
            "PostgreSQL could not be set up (" + command.get(0) + "); its log is " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreFailed("Interrupted while PostgreSQL was being set up.", e);
    }
  }
}
