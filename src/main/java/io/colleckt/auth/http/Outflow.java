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
  private static final int PART_BYTES = 64 * 1024;

  private final HttpServerResponse response;
  private final Promise<Void> gone = Promise.promise();

  Outflow(HttpServerResponse response) {
    this.response = response;
    response.closeHandler(closed -> gone.tryComplete());
    response.exceptionHandler(broken -> gone.tryComplete());
  }

  /**
   * Sends one piece, in parts of 64 KB: a piece that is larger must have left before another is
   * sent.
   *
   * @return completes when it has left for the reader; fails when the reader is gone, or has not
   *     taken a part within 30 s
   */
  Future<Void> write(Buffer piece) {
    return piece.length() == 0 ? Future.succeededFuture() : write(piece, 0);
  }

  private Future<Void> write(Buffer piece, int from) {
    int to = Math.min(piece.length(), from + PART_BYTES);
    Future<Void> sent =
        response.write(piece.slice(from, to)).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return to == piece.length() ? sent : sent.compose(left -> write(piece, to));
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
