package io.colleckt.auth.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Collects the body of a paused request, as long as it stays within bounds. */
final class BodyBytes {
  static final int LIMIT = 64 * 1024;

  private final HttpServerRequest request;
  private final Reply tooLarge;
  private final Promise<Buffer> whole = Promise.promise();
  private final Buffer bytes = Buffer.buffer();

  private BodyBytes(HttpServerRequest request, Reply tooLarge) {
    this.request = request;
    this.tooLarge = tooLarge;
  }

  /**
   * Resumes the request. Completes with its body once it has arrived; fails with {@link Refused}
   * ({@code tooLarge}) as soon as it is larger than {@link #LIMIT}, or when the connection breaks.
   */
  static Future<Buffer> of(HttpServerRequest request, Reply tooLarge) {
    return new BodyBytes(request, tooLarge).collect();
  }

  private Future<Buffer> collect() {
    request.handler(this::add);
    request.exceptionHandler(whole::tryFail);
    request.endHandler(end -> whole.tryComplete(bytes));
    request.resume();
    return whole.future();
  }

  private void add(Buffer chunk) {
    if (bytes.length() + chunk.length() <= LIMIT) {
      bytes.appendBuffer(chunk);
    } else {
      whole.tryFail(new Refused(tooLarge));
    }
  }
}
