package io.colleckt.auth.http;

import io.vertx.core.Future;

/** The body of an answer that is too long, or lasts too long, to be held in memory. */
@FunctionalInterface
interface Streamed {

  /**
   * Writes the body, piece by piece, each after the one before it has been taken. Called once, on
   * the event loop of the request, after the head has been prepared.
   *
   * @return completes when the body is whole; when it fails the connection is closed without the
   *     end of the body, so that nobody takes what has come for the whole
   */
  Future<Void> writeTo(Outflow outflow);
}
