package io.colleckt.auth.cli;

/** A command ends here; the message is one line for whoever has started it. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exit;

  /**
   * An end.
   *
   * @param exit one of {@link Exit}
   * @param message what is wrong, and what to do
   */
  public Failure(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  /** The exit code. */
  public int exit() {
    return exit;
  }

  /** Nobody reads the output any more, so there is nobody to tell. */
  static Failure readerGone() {
    return new Failure(Exit.READER_GONE, "");
  }

  /** What another exception says, in one line. */
  static String line(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String line = message.lines().filter(one -> !one.isBlank()).findFirst().orElse(message);
    return Console.printable(line.strip());
  }
}
