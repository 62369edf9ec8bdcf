package io.colleckt.auth.http;

import io.colleckt.auth.token.Quota;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * The answers of a check. A refusal has always the same bytes, whatever its reason: which one it
 * was only the activity log tells (product page, "Error Responses"). On the hot path, hence the
 * prepared headers.
 */
final class CheckAnswer {
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence CHALLENGE = HttpHeaders.createOptimized("WWW-Authenticate");
  private static final CharSequence NO_TOKEN = HttpHeaders.createOptimized("Bearer realm=\"api\"");
  private static final CharSequence INVALID_TOKEN =
      HttpHeaders.createOptimized("Bearer realm=\"api\", error=\"invalid_token\"");
  private static final CharSequence INSUFFICIENT_SCOPE =
      HttpHeaders.createOptimized("Bearer realm=\"api\", error=\"insufficient_scope\"");

  private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
  private static final CharSequence RATE_LIMIT_POLICY =
      HttpHeaders.createOptimized("RateLimit-Policy");

  private static final Buffer UNAUTHENTICATED = message("Unauthenticated.");
  private static final Buffer LACKS_ABILITY = message("Invalid ability provided.");
  private static final Buffer TOO_MANY = message("Too many requests.");
  private static final Buffer UNAVAILABLE = message("Service unavailable.");

  private CheckAnswer() {}

  /** {@code 200} without a body; the headers tell who it is. */
  static void accepted(HttpServerResponse response, Quota quota) {
    if (quota != null) {
      tell(response, quota);
    }
    response.end();
  }

  /**
   * {@code 401} (RFC 6750 section 3).
   *
   * @param presented whether the request presented a token at all
   */
  static void unauthenticated(HttpServerResponse response, boolean presented) {
    response.putHeader(CHALLENGE, presented ? INVALID_TOKEN : NO_TOKEN);
    end(response, 401, UNAUTHENTICATED);
  }

  /** {@code 403} (RFC 6750 section 3.1, {@code insufficient_scope}). */
  static void lacksAbility(HttpServerResponse response) {
    response.putHeader(CHALLENGE, INSUFFICIENT_SCOPE);
    end(response, 403, LACKS_ABILITY);
  }

  /**
   * {@code 429} (RFC 6585 section 4).
   *
   * @param status 403 for callers that cannot pass on a 429
   */
  static void rateLimited(HttpServerResponse response, Quota quota, int status) {
    response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, quota.waitSeconds())));
    tell(response, quota);
    end(response, status, TOO_MANY);
  }

  /**
   * {@code 422}: the check itself is asked wrongly, and a misspelt condition must not open a door.
   */
  static void misasked(HttpServerResponse response, String parameter, String what) {
    Failures.invalid(parameter, what).sendTo(response);
  }

  /** {@code 503}: in doubt. */
  static void unavailable(HttpServerResponse response) {
    response.putHeader(HttpHeaders.RETRY_AFTER, "1");
    end(response, 503, UNAVAILABLE);
  }

  /** The header fields of draft-ietf-httpapi-ratelimit-headers. */
  private static void tell(HttpServerResponse response, Quota quota) {
    response.putHeader(RATE_LIMIT_POLICY, policyOf(quota)).putHeader(RATE_LIMIT, stateOf(quota));
  }

  /** The value of {@code RateLimit-Policy}. */
  static String policyOf(Quota quota) {
    return "\"token\";q=" + quota.limit().limit() + ";w=" + quota.limit().windowSeconds();
  }

  /** The value of {@code RateLimit}. */
  static String stateOf(Quota quota) {
    return "\"token\";r=" + quota.remaining() + ";t=" + quota.wholeSeconds();
  }

  private static void end(HttpServerResponse response, int status, Buffer body) {
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .end(body);
  }

  private static Buffer message(String message) {
    return Buffer.buffer("{\"message\":\"" + message + "\"}");
  }
}
