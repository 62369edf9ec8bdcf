package io.colleckt.auth.health;

/** An event loop does not turn; the stack is that of its thread. */
final class StuckException extends Exception {
  private static final long serialVersionUID = 1L;

  StuckException(String message, StackTraceElement[] stack) {
    super(message);
    setStackTrace(stack);
  }
}
