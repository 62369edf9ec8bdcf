package io.colleckt.auth.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer of a management call.
 *
 * @param body absent (null) = no content, or a streamed one
 * @param streamed absent (null) = the body is {@code body}
 */
record Reply(int status, JsonObject body, Streamed streamed, Map<String, String> headers) {
  private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

  Reply {
    headers = Map.copyOf(headers);
  }

  Reply(int status, JsonObject body, Map<String, String> headers) {
    this(status, body, null, headers);
  }

  /** {@code 200} with a body that is written piece by piece; the last answer of its connection. */
  static Reply streaming(String contentType, Streamed body) {
    Map<String, String> headers = Map.of("Content-Type", contentType, "Connection", "close");
    return new Reply(200, null, body, headers);
  }

  /** {@code 200} with a body. */
  static Reply ok(JsonObject body) {
    return new Reply(200, body, Map.of());
  }

  /** {@code 201} with a body. */
  static Reply created(JsonObject body) {
    return new Reply(201, body, Map.of());
  }

  /** {@code 204}. */
  static Reply noContent() {
    return new Reply(204, null, Map.of());
  }

  /** The same answer with one more header. */
  Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, body, streamed, more);
  }

  /** The same answer with one more field. */
  Reply and(String field, Object value) {
    return new Reply(status, body.copy().put(field, value), headers);
  }

  /** Sends it. Nothing that a member sees here may be kept by a cache. */
  void sendTo(HttpServerResponse response) {
    response
        .setStatusCode(status)
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
    headers.forEach(response::putHeader);
    if (streamed != null) {
      stream(response.setChunked(true));
    } else if (body == null) {
      response.end();
    } else {
      response.putHeader("Content-Type", "application/json").end(body.toBuffer());
    }
  }

  private void stream(HttpServerResponse response) {
    streamed
        .writeTo(new Outflow(response))
        .onSuccess(whole -> response.end())
        .onFailure(cause -> breakOff(response, cause));
  }

  /** Readers come and go; what else ends an answer half-way is worth a line. */
  private static void breakOff(HttpServerResponse response, Throwable cause) {
    if (!response.closed() && !(cause instanceof IOException)) {
      LOG.warn("An answer was broken off: {}", cause.toString());
    }
    response.reset();
  }
}
