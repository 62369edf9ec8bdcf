package io.colleckt.auth.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that this JVM has started: a child in a session of its own, so that a Ctrl-C at the
 * terminal reaches the JVM alone, which then stops its servers in order.
 *
 * <p>This class is threadsafe.
 */
final class StoreProcess {
  private static final Logger LOG = LoggerFactory.getLogger(StoreProcess.class);
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final long LOG_LIMIT_BYTES = 16L << 20;

  private final Program program;
  private final Process process;
  private final Path log;
  private final CompletableFuture<Void> end;
  private final CompletableFuture<StoreFailed> failure = new CompletableFuture<>();
  private volatile boolean watched;

  private StoreProcess(Program program, Process process, Path log) {
    this.program = program;
    this.process = process;
    this.log = log;
    this.end = process.onExit().thenAccept(this::ended);
  }

  /**
   * Starts the command in the directory of the program.
   *
   * @throws StoreFailed if the program cannot be executed
   */
  static StoreProcess launch(Program program, List<String> command, Path log) {
    try {
      if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
        Files.move(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder = new ProcessBuilder(inOwnSession(command));
      bare(builder, program.directory());
      builder
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return new StoreProcess(program, builder.start(), log);
    } catch (IOException e) {
      throw new StoreFailed(program.title() + " cannot be started: " + e.getMessage(), e);
    }
  }

  /**
   * Gives a child no input and none of our environment: it may hold passwords, and variables such
   * as {@code PGOPTIONS} would change what the server does.
   */
  static void bare(ProcessBuilder builder, Path directory) {
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("LC_ALL", "C");
    builder.directory(directory.toFile()).redirectInput(new File("/dev/null"));
  }

  /**
   * Returns once the server is ready; one that is not ready in two minutes is stopped. From then on
   * our log says so if it ends without having been told to.
   */
  void awaitReady(BooleanSupplier ready) {
    boolean over = Program.await(() -> !process.isAlive() || ready.getAsBoolean(), START_LIMIT);
    if (!process.isAlive()) {
      throw new StoreFailed(
          program.title()
              + " did not start (exit code "
              + process.exitValue()
              + "); its log is "
              + log);
    }
    if (!over) {
      stop();
      throw new StoreFailed(
          program.title()
              + " was not ready in "
              + START_LIMIT.toSeconds()
              + " s; its log is "
              + log);
    }
    watched = true;
  }

  long pid() {
    return process.pid();
  }

  /** Stops the server cleanly, by force if it does not obey, and returns when it has ended. */
  void stop() {
    watched = false;
    if (process.isAlive()) {
      program.stop(process.pid(), process::isAlive);
    }
    end.join();
  }

  /** Completes, on any thread, when the server ended without having been told to. */
  CompletableFuture<StoreFailed> failure() {
    return failure.copy();
  }

  private void ended(Process process) {
    if (watched) {
      String message =
          "%s ended by itself (exit code %d); its log is %s"
              .formatted(program.title(), process.exitValue(), log);
      LOG.error("{}", message);
      // On another thread, since whoever is told may stop this server, which waits for this one.
      failure.completeAsync(() -> new StoreFailed(message));
    }
  }

  /** {@code setsid} belongs to Linux; elsewhere the server shares our session. */
  private static List<String> inOwnSession(List<String> command) {
    if (!onPath("setsid")) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(command);
    wrapped.add(0, "setsid");
    return wrapped;
  }

  private static boolean onPath(String executable) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, executable)));
  }
}
