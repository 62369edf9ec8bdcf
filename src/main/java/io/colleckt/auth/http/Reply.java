package io.colleckt.auth.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer of a management call.
 *
 * @param body absent (null) = no content
 */
record Reply(int status, JsonObject body, Map<String, String> headers) {
  Reply {
    headers = Map.copyOf(headers);
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
    return new Reply(status, body, more);
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
    if (body == null) {
      response.end();
    } else {
      response.putHeader("Content-Type", "application/json").end(body.toBuffer());
    }
  }
}
