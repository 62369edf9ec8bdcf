package io.colleckt.auth.http;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.Quota;
import io.vertx.core.VertxException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where a refusal becomes HTTP. A refusal says what is wrong with the request; a
 * failure of ours says nothing but that it is one.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final OncePerSecond UNAVAILABLE = new OncePerSecond(System::nanoTime);

  private Failures() {}

  /** The answer to an outcome; {@code done} makes the one to a success. */
  static <T> Reply reply(Outcome<T> outcome, Function<T, Reply> done) {
    if (outcome instanceof Outcome.Done<T> value) {
      return done.apply(value.value());
    }
    if (outcome instanceof Outcome.NotFound<T>) {
      return notFound();
    }
    if (outcome instanceof Outcome.Forbidden<T>) {
      return forbidden("Your role does not allow this.");
    }
    if (outcome instanceof Outcome.Invalid<T> invalid) {
      return invalid(invalid.field(), invalid.message());
    }
    if (outcome instanceof Outcome.Conflict<T> conflict) {
      return conflict(conflict.message());
    }
    if (outcome instanceof Outcome.Throttled<T> throttled) {
      return tooMany("Too many attempts.", throttled.retryAfterSeconds());
    }
    return message(503, ((Outcome.Pending<T>) outcome).message()).with("Retry-After", "1");
  }

  /** The answer when a request's handling ended with a failure. */
  static Reply of(Throwable cause) {
    if (cause instanceof Refused refused) {
      return refused.reply();
    }
    if (cause instanceof HttpException malformed) {
      return malformed.getStatusCode() < 500 ? badRequest("Malformed request.") : internal(cause);
    }
    boolean ours = cause instanceof Error || cause instanceof RuntimeException;
    return ours && !(cause instanceof VertxException) ? internal(cause) : unavailable(cause);
  }

  /** {@code 400}: not even a well-formed request. */
  static Reply badRequest(String message) {
    return message(400, message);
  }

  /** {@code 401}, byte for byte what the product page says. */
  static Reply unauthenticated() {
    return message(401, "Unauthenticated.").with("WWW-Authenticate", "Bearer realm=\"api\"");
  }

  /** {@code 403}. */
  static Reply forbidden(String message) {
    return message(403, message);
  }

  /** {@code 404}, also for what belongs to another workspace. */
  static Reply notFound() {
    return message(404, "Not found.");
  }

  /** {@code 405}. */
  static Reply methodNotAllowed(String allowed) {
    return message(405, "Method not allowed.").with("Allow", allowed);
  }

  /** {@code 409}. */
  static Reply conflict(String message) {
    return message(409, message);
  }

  /** {@code 413}; the rest of the body is not worth reading. */
  static Reply tooLarge(int limitBytes) {
    return message(413, "The body is larger than " + limitBytes / 1024 + " KiB.")
        .with("Connection", "close");
  }

  /** {@code 415}. */
  static Reply unsupported(String message) {
    return message(415, message);
  }

  /** {@code 429}: not now. */
  static Reply busy(String message, int retryAfterSeconds) {
    return message(429, message).with("Retry-After", String.valueOf(retryAfterSeconds));
  }

  /** {@code 422} for one field. */
  static Reply invalid(String field, String message) {
    return invalid(Map.of(field, List.of(message)));
  }

  /** {@code 422}; each field with its messages, the first of which stands for all. */
  static Reply invalid(Map<String, List<String>> errors) {
    JsonObject fields = new JsonObject();
    errors.forEach((field, messages) -> fields.put(field, new JsonArray(messages)));
    String first = errors.values().iterator().next().get(0);
    JsonObject body = new JsonObject().put("message", first).put("errors", fields);
    return new Reply(422, body, Map.of());
  }

  /** {@code 429}. */
  static Reply tooMany(String message, long retryAfterSeconds) {
    return message(429, message).with("Retry-After", String.valueOf(retryAfterSeconds));
  }

  /** {@code 429}: a token was used too often. */
  static Reply rateLimited(Quota quota) {
    return tooMany("Too many requests.", Math.max(1, quota.waitSeconds()))
        .with("RateLimit-Policy", CheckAnswer.policyOf(quota))
        .with("RateLimit", CheckAnswer.stateOf(quota));
  }

  /** {@code 503}: in doubt. */
  static Reply unavailable() {
    return message(503, "Service unavailable.").with("Retry-After", "1");
  }

  /** Answers in JSON what no route of this router answers. */
  static void install(Router router) {
    router.errorHandler(400, context -> send(context, badRequest("Malformed request.")));
    router.errorHandler(404, context -> send(context, notFound()));
    router.errorHandler(500, Failures::sendUnforeseen);
  }

  private static void sendUnforeseen(RoutingContext context) {
    Throwable cause = context.failure();
    send(context, cause == null ? internal(null) : RequestId.explain(context, cause));
  }

  private static void send(RoutingContext context, Reply reply) {
    if (!context.response().ended() && !context.response().headWritten()) {
      ManagementFigures.count(context.vertx(), reply.status());
      reply.sendTo(context.response());
    }
  }

  private static Reply unavailable(Throwable cause) {
    long failures = UNAVAILABLE.count();
    if (failures > 0) {
      LOG.warn("Answered 503: {} ({} since the last such line)", cause.toString(), failures);
    }
    return unavailable();
  }

  private static Reply internal(Throwable cause) {
    LOG.error("Answered 500.", cause);
    return message(500, "Something went wrong on our side.");
  }

  private static Reply message(int status, String message) {
    return new Reply(status, new JsonObject().put("message", message), Map.of());
  }
}
