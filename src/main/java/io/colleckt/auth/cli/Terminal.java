package io.colleckt.auth.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The terminal that a command was typed at. The JDK's own console is none as soon as the output
 * goes into a pipe, as in {@code TOKEN=$(colleckt token create …)}.
 */
final class Terminal {
  private static final Path INPUT = Path.of("/proc/self/fd/0");
  private static final Path ERROR_OUTPUT = Path.of("/proc/self/fd/2");
  private static final Path OWN = Path.of("/dev/tty");

  private Terminal() {}

  /** Whether what is written to the error output is seen at once. */
  static boolean isErrorOutput() {
    return isTerminal(ERROR_OUTPUT);
  }

  private static boolean isTerminal(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().matches("/dev/(pts/.*|tty.*|console)");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * Reads a line that is not shown while it is typed; empty when nobody can type one, or it would
   * be shown.
   */
  static Optional<String> askSecret(PrintStream err, String question) {
    if (!isTerminal(INPUT) || !stty("-echo")) {
      return Optional.empty();
    }
    Thread shown = new Thread(() -> stty("echo"), "echo");
    Runtime.getRuntime().addShutdownHook(shown); // also after Ctrl-C
    try (BufferedReader reader = Files.newBufferedReader(OWN, StandardCharsets.UTF_8)) {
      err.print(question);
      err.flush();
      return Optional.ofNullable(reader.readLine());
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      stty("echo");
      err.println();
    }
  }

  private static boolean stty(String word) {
    try {
      Process stty =
          new ProcessBuilder("stty", word)
              .redirectInput(new File(OWN.toString()))
              .redirectErrorStream(true)
              .start();
      return stty.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
