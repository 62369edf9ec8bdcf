package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.Outcome;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Each outcome has one status; what went wrong inside stays inside. */
class FailuresTest {

  @Test
  void doneIsAnsweredByTheRoute() {
    assertThat(reply(new Outcome.Done<>("it")).status()).isEqualTo(200);
  }

  @Test
  void notFoundGets404() {
    assertThat(reply(new Outcome.NotFound<>()))
        .isEqualTo(expected(404, "{\"message\":\"Not found.\"}"));
  }

  @Test
  void forbiddenGets403() {
    assertThat(reply(new Outcome.Forbidden<>()).status()).isEqualTo(403);
  }

  @Test
  void invalidGets422NamingTheField() {
    assertThat(reply(new Outcome.Invalid<>("name", "Too long.")))
        .isEqualTo(
            expected(422, "{\"message\":\"Too long.\",\"errors\":{\"name\":[\"Too long.\"]}}"));
  }

  @Test
  void conflictGets409() {
    assertThat(reply(new Outcome.Conflict<>("Gone.")))
        .isEqualTo(expected(409, "{\"message\":\"Gone.\"}"));
  }

  @Test
  void throttledGets429WithRetryAfter() {
    Reply reply = reply(new Outcome.Throttled<>(17));

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.headers()).containsEntry("Retry-After", "17");
  }

  @Test
  void pendingGets503AndNever200() {
    assertThat(reply(new Outcome.Pending<>("Revocation pending.")))
        .isEqualTo(expected(503, "{\"message\":\"Revocation pending.\"}").with("Retry-After", "1"));
  }

  @Test
  void unauthenticatedHasTheBytesOfTheProductPage() {
    Reply reply = Failures.unauthenticated();

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body().encode()).isEqualTo("{\"message\":\"Unauthenticated.\"}");
    assertThat(reply.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"api\"");
  }

  @Test
  void infrastructureFailureGets503WithoutDetails() {
    Reply expected =
        expected(503, "{\"message\":\"Service unavailable.\"}").with("Retry-After", "1");

    assertThat(Failures.of(new ReplyException(ReplyFailure.TIMEOUT, "5432"))).isEqualTo(expected);
    assertThat(Failures.of(new TimeoutException("5432"))).isEqualTo(expected);
  }

  @Test
  void mistakeOfOursGets500WithoutDetails() {
    Reply reply = Failures.of(new IllegalStateException("select * from tokens"));

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body().encode()).doesNotContain("tokens");
  }

  private static Reply reply(Outcome<String> outcome) {
    return Failures.reply(outcome, value -> Reply.ok(new JsonObject().put("value", value)));
  }

  private static Reply expected(int status, String body) {
    return new Reply(status, new JsonObject(body), Map.of());
  }
}
