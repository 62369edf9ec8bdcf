package io.colleckt.auth.http;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Who reads an export: is somebody there, and may that one read on? For one use, on the event loop
 * of the request.
 */
final class ExportReader {
  private final Request request;
  private final Function<Request, Future<Boolean>> alive;
  private final Duration recheck;
  private long admittedAtNanos = System.nanoTime();

  /**
   * @param alive whether the session of a request is alive
   * @param recheck how often it is asked, at most
   */
  ExportReader(Request request, Function<Request, Future<Boolean>> alive, Duration recheck) {
    this.request = request;
    this.alive = alive;
    this.recheck = recheck;
  }

  /**
   * To be asked before each page but the first.
   *
   * @return completes when it may be read; fails when the reader is gone, the session has ended, or
   *     that cannot be found out
   */
  Future<Void> mayReadOn(Outflow outflow) {
    if (outflow.gone().isComplete()) {
      return Future.failedFuture(new IOException("The reader is gone."));
    }
    if (System.nanoTime() - admittedAtNanos < recheck.toNanos()) {
      return Future.succeededFuture();
    }
    admittedAtNanos = System.nanoTime();
    return alive
        .apply(request)
        .compose(
            still ->
                still
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(new IOException("The session has ended.")));
  }
}
