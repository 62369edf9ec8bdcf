package io.colleckt.auth.foreign;

/** The other system's tokens cannot be read. The message is for the operator, in one line. */
public final class SourceException extends RuntimeException {
  public SourceException(String message) {
    super(message);
  }

  public SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
