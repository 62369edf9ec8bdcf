package io.colleckt.auth.validation;

/**
 * Redis has surely not executed the call: it was not sent, or refused before execution. Only then
 * may Postgres judge instead; a call that was sent and has no reply may yet be executed, and is
 * answered 503.
 */
final class NotExecutedException extends RuntimeException {
  NotExecutedException(String reason) {
    super(reason);
  }
}
