package io.colleckt.auth.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Collects the body of a paused request, as long as it stays within bounds. */
final class BodyBytes {
  private final HttpServerRequest request;
  private final BodyLimit limit;
  private final Promise<Buffer> whole = Promise.promise();
  private final Buffer bytes = Buffer.buffer();

  private BodyBytes(HttpServerRequest request, BodyLimit limit) {
    this.request = request;
    this.limit = limit;
  }

  /**
   * Resumes the request. Completes with its body once it has arrived; fails with {@link Refused} as
   * soon as it is larger than the limit, or when the connection breaks.
   */
  static Future<Buffer> of(HttpServerRequest request, BodyLimit limit) {
    return new BodyBytes(request, limit).collect();
  }

  /** Whether a body follows the headers of this request, be it an empty one in chunks. */
  static boolean follow(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return (length != null && !length.equals("0"))
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private Future<Buffer> collect() {
    request.handler(this::add);
    request.exceptionHandler(whole::tryFail);
    request.endHandler(end -> whole.tryComplete(bytes));
    request.resume();
    return whole.future();
  }

  private void add(Buffer chunk) {
    if (bytes.length() + chunk.length() <= limit.bytes()) {
      bytes.appendBuffer(chunk);
    } else {
      whole.tryFail(new Refused(limit.tooLarge()));
    }
  }
}
