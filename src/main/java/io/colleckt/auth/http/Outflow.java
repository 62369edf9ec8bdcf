package io.colleckt.auth.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;

/**
 * Where the pieces of a {@link Streamed} body go: no faster than the reader takes them, and to no
 * reader that takes nothing for long. Used on the event loop of the request.
 */
final class Outflow {
  private static final long PATIENCE_SECONDS = 30;

  private final HttpServerResponse response;
  private final Promise<Void> gone = Promise.promise();

  Outflow(HttpServerResponse response) {
    this.response = response;
    response.closeHandler(closed -> gone.tryComplete());
    response.exceptionHandler(broken -> gone.tryComplete());
  }

  /**
   * Sends one piece.
   *
   * @return completes when it has left for the reader; fails when the reader is gone, or has taken
   *     nothing for 30 s
   */
  Future<Void> write(Buffer piece) {
    return response.write(piece).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether the reader is behind: what is written now waits in memory. */
  boolean isFull() {
    return response.writeQueueFull();
  }

  /** Completes when the connection has ended, whoever ended it. */
  Future<Void> gone() {
    return gone.future();
  }
}
