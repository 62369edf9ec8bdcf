package io.colleckt.auth.foreign;

/** The other system's tokens cannot be read. The message is for the operator, in one line. */
public final class SourceException extends RuntimeException {
  private final boolean away;

  public SourceException(String message) {
    this(message, null);
  }

  public SourceException(String message, Throwable cause) {
    this(message, cause, false);
  }

  /** The same, where {@code away} says whether it is only that nobody answers there now. */
  public SourceException(String message, Throwable cause, boolean away) {
    super(message, cause);
    this.away = away;
  }

  /** Whether the same may work later, as it is. */
  public boolean isAway() {
    return away;
  }
}
