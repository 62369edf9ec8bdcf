package io.colleckt.auth.embedded;

/** A store cannot be started or stopped; the message says which and why, in one line. */
public final class StoreFailed extends RuntimeException {
  StoreFailed(String message) {
    super(message);
  }

  StoreFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
