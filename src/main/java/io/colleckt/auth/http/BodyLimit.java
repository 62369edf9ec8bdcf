package io.colleckt.auth.http;

import io.vertx.openapi.contract.Operation;
import java.util.Map;

/**
 * How large a body may be, by the contract: {@code x-largest-body} where strangers may call, and
 * {@code x-oversized} where nothing but a password can be so long.
 *
 * @param bytes the largest body that is read
 * @param tooLarge the answer to a larger one
 */
record BodyLimit(int bytes, Reply tooLarge) {
  static final int USUAL_BYTES = 64 * 1024;

  /** The limit of one operation. */
  static BodyLimit of(Operation described) {
    Map<String, Object> extensions = described.getExtensions();
    int bytes = (Integer) extensions.getOrDefault("x-largest-body", USUAL_BYTES);
    String field = (String) extensions.get("x-oversized");
    return new BodyLimit(bytes, field == null ? Failures.tooLarge(bytes) : oversized(field));
  }

  private static Reply oversized(String field) {
    return Failures.invalid(field, "The password has at most 128 characters.")
        .with("Connection", "close");
  }
}
