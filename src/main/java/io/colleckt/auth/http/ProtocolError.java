package io.colleckt.auth.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * A request that breaks HTTP itself. It is answered before anything is looked up, and the
 * connection is closed, since nobody can say where its next request would begin.
 */
enum ProtocolError {
  MALFORMED(400, "Malformed request."),
  BODY_LATE(408, "The body did not arrive in time."),
  LINE_TOO_LONG(414, "The request line is too long."),
  HEADERS_TOO_LARGE(431, "The headers are too large."),
  VERSION_UNKNOWN(501, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");

  private final int status;
  private final String message;

  ProtocolError(int status, String message) {
    this.status = status;
    this.message = message;
  }

  /** What the decoder found wrong. */
  static ProtocolError of(Throwable cause) {
    if (cause instanceof Found found) {
      return found.error;
    }
    if (cause instanceof TooLongHttpLineException) {
      return LINE_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException ? HEADERS_TOO_LARGE : MALFORMED;
  }

  /** To be thrown within the decoder. */
  Found found() {
    return new Found(this);
  }

  /** Answers, unless an answer is on its way already, and closes the connection. */
  void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (!response.ended() && !response.headWritten()) {
      response
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
          .end(new JsonObject().put("message", message).toBuffer());
    }
    request.connection().close();
  }

  /** Carries an error through Netty; without a stack trace, so that junk stays cheap. */
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProtocolError error;

    private Found(ProtocolError error) {
      super(error.message, null, false, false);
      this.error = error;
    }
  }
}
