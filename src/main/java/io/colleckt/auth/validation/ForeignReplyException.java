package io.colleckt.auth.validation;

/**
 * A reply that belongs to another request. From here on nothing that this connection says can be
 * believed, so it is closed and what waits on it is answered 503.
 */
final class ForeignReplyException extends RuntimeException {
  ForeignReplyException() {
    super("Redis' reply does not belong to this request.");
  }
}
