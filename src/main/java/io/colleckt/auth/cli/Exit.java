package io.colleckt.auth.cli;

/**
 * What a command tells whoever has started it; the README lists them. One that a signal has stopped
 * ends with 128 and the number of the signal, as the JVM has it.
 */
public final class Exit {
  /** All was done, or nothing was found. */
  public static final int DONE = 0;

  /** It cannot be done, or something was found: a token, tampering. */
  public static final int FAILED = 1;

  /** The words are wrong, or what they name cannot be read. */
  public static final int MISUSED = 2;

  /** Whoever asks may not. */
  public static final int REFUSED = 3;

  /** No answer, or not yet: the same again may work later. */
  public static final int UNANSWERED = 4;

  /** Whoever read the output has gone; as a shell says it of SIGPIPE. */
  static final int READER_GONE = 141;

  /** No exit at all: something goes on in other threads. */
  public static final int GOES_ON = -1;

  private Exit() {}
}
