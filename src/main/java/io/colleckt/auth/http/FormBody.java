package io.colleckt.auth.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request to one of the OAuth doors, which are sent as {@code
 * application/x-www-form-urlencoded} in the body and nowhere else. What RFC 6749 says of all such
 * requests holds here: unknown parameters are ignored, those without a value are as good as absent,
 * none may be there twice, and what is malformed is answered {@code {"error":"invalid_request"}}
 * (section 5.2).
 */
record FormBody(Map<String, List<String>> parameters) {
  private static final String TYPE = "application/x-www-form-urlencoded";
  private static final int MOST_BYTES = 8192;
  private static final BodyLimit LIMIT =
      new BodyLimit(
          MOST_BYTES,
          invalid(413, "The body is larger than " + MOST_BYTES + " bytes.")
              .with("Connection", "close"));

  /**
   * Reads the body. Completes once it is there.
   *
   * @throws Refused at once when it cannot be such a body
   */
  static Future<FormBody> of(HttpServerRequest request) {
    if (request.query() != null) {
      throw new Refused(invalid("Parameters are sent in the body only."));
    }
    if (request.getHeader("Content-Encoding") != null || !isForm(request)) {
      throw new Refused(invalid("The content type must be " + TYPE + "."));
    }
    return BodyBytes.of(request, LIMIT).map(FormBody::read);
  }

  /** Whether the contract says that this operation takes such a body. */
  static boolean isDescribedIn(JsonObject operation) {
    JsonObject body = operation.getJsonObject("requestBody");
    return body != null && body.getJsonObject("content").containsKey(TYPE);
  }

  /** {@code 400} by RFC 6749, section 5.2. */
  static Reply invalid(String description) {
    return invalid(400, description);
  }

  /**
   * A parameter that must be there.
   *
   * @throws Refused with 400 when it is not
   */
  String required(String name) {
    return optional(name).orElseThrow(() -> new Refused(invalid("Missing: " + name + ".")));
  }

  /** A parameter that may be there. */
  Optional<String> optional(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() || values.get(0).isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(0));
  }

  private static FormBody read(Buffer bytes) {
    Map<String, List<String>> parameters;
    try {
      String text = bytes.toString(StandardCharsets.UTF_8);
      parameters =
          new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_BYTES, true)
              .parameters();
    } catch (IllegalArgumentException e) {
      throw new Refused(invalid("The body is not well-formed."));
    }
    if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
      throw new Refused(invalid("A parameter is there more than once."));
    }
    return new FormBody(parameters);
  }

  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    return type != null && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE);
  }

  private static Reply invalid(int status, String description) {
    JsonObject body =
        new JsonObject().put("error", "invalid_request").put("error_description", description);
    return new Reply(status, body, Map.of());
  }
}
