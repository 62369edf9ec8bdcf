package io.colleckt.auth.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a command reads from and writes to. Results go to {@code out}, everything else to {@code
 * err}.
 *
 * @param watched whether somebody sees {@code err} as it is written: a terminal
 */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean watched) {
  /** Would move the cursor, colour the screen, or turn the order of letters about. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\u2028-\\u202e\\u2066-\\u2069]");

  /** That of this process. */
  public static Console ofProcess() {
    return new Console(
        System.in,
        printer(FileDescriptor.out),
        printer(FileDescriptor.err),
        System.getenv(),
        Terminal.isErrorOutput());
  }

  /** JSON is UTF-8, whatever the locale says. */
  private static PrintStream printer(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  /**
   * Writes a line of the result.
   *
   * @throws Failure when nobody reads it any more
   */
  public void say(String line) {
    out.println(line);
    if (out.checkError()) {
      throw Failure.readerGone();
    }
  }

  /** Writes a line that is no result. */
  public void note(String line) {
    err.println(line);
  }

  /** The variable, unless it is blank. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Asks whoever sits there, without showing what is typed; empty when nobody does. */
  Optional<String> askSecret(String question) {
    return watched ? Terminal.askSecret(err, question) : Optional.empty();
  }

  /** A text that somebody else has chosen, fit for a terminal and for one line. */
  public static String printable(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }
}
