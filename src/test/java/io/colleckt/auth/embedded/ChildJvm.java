package io.colleckt.auth.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM of its own that runs the stores on a directory.
 *
 * @param process to be signalled
 * @param migrationUrl of its PostgreSQL
 * @param redisUrl of its Redis
 */
record ChildJvm(Process process, String migrationUrl, String redisUrl) {
  /**
   * Returns when its stores are up. It can be interrupted, as a program that was started in a
   * terminal can: what a shell without one starts in the background ignores SIGINT, and hands that
   * down to the tests' JVM and to this one, hence {@code env} of GNU's coreutils, 8.31 or newer.
   */
  static ChildJvm start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StoresMain.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String migrationUrl = out.readLine();
    String redisUrl = out.readLine();
    if (redisUrl == null) {
      throw new IllegalStateException("The child JVM did not start its stores.");
    }
    return new ChildJvm(process, migrationUrl, redisUrl);
  }

  /** All processes that work in the directory or below it. */
  static List<Long> processesIn(Path directory) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> worksIn(pid, directory))
        .toList();
  }

  private static boolean worksIn(long pid, Path directory) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).startsWith(directory);
    } catch (IOException e) {
      return false;
    }
  }

  /** The process id in the first line of a server's pid file. */
  static long pidIn(Path pidFile) {
    try {
      return Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
