package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.EventStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may watch the live tail, and how often; with times of {@link AccountServer#FAST}. */
class TailAccessIT {
  private static final String STREAM = AccountServer.STREAM;

  private static AccountServer server;

  @BeforeAll
  static void start() {
    server = new AccountServer(Optional.empty());
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void nobodyWatchesWithoutASession() throws Exception {
    assertThat(status(server.request(HttpMethod.GET, STREAM))).isEqualTo(401);
  }

  @Test
  void whatIsNoIdOfOursIsRefused() throws Exception {
    Browser browser = server.owner();
    assertThat(
            status(browser.request(HttpMethod.GET, STREAM).putHeader("Last-Event-ID", "yesterday")))
        .isEqualTo(422);
    assertThat(status(browser.request(HttpMethod.GET, STREAM + "?outcome=good"))).isEqualTo(422);
    assertThat(status(browser.request(HttpMethod.GET, STREAM + "?limit=3"))).isEqualTo(422);
  }

  @Test
  void tokenThatTheWorkspaceNeverHadGets404BeforeAnythingIsStreamed() throws Exception {
    server.execute("insert into workspaces (name) values ('Theirs')");
    long foreign =
        server.tokenWith("workspace_id = (select id from workspaces where name = 'Theirs')");
    Browser browser = server.owner();

    for (long id : new long[] {foreign, 999_999}) {
      HttpResponse<Buffer> response =
          await(browser.request(HttpMethod.GET, STREAM + "?token_id=" + id).send());
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.getHeader("Content-Type")).isEqualTo("application/json");
    }
    assertThat(
            server.rows(
                "select action, subject from audit where action = 'request.refused' and subject"
                    + " like 'token:%'"))
        .containsExactly("request.refused token:" + foreign);
  }

  @Test
  void revokedTokenMayBeWatched() throws Exception {
    String path = STREAM + "?token_id=" + server.tokenWith("state = 'revoked', revoked_at = now()");
    try (EventStream events =
        EventStream.open(URI.create(server.origin() + path), server.owner().cookie, null)) {
      assertThat(events.response().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void memberWatchesTenTimesAtOnce() throws Exception {
    Browser member = server.join("many@example.com", "member");
    List<EventStream> open = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      open.add(server.tail(member, null));
    }
    assertThat(status(member.request(HttpMethod.GET, STREAM))).isEqualTo(429);
    open.remove(0).close();
    assertThat(
            becomesTrue(
                3_000,
                () -> {
                  EventStream one = server.openTail(member, null);
                  open.add(one);
                  return one.response().statusCode() == 200;
                }))
        .isTrue();
    for (EventStream each : open) {
      each.close();
    }
  }

  @Test
  void whatWasMissedIsReadForOneTailOfAMemberAtATime() throws Exception {
    Browser member = server.join("again@example.com", "member");
    Browser other = server.join("other@example.com", "member");
    String id = "0-1700000000000";
    try (Connection log = server.holdActivity()) {
      member.request(HttpMethod.GET, STREAM).putHeader("Last-Event-ID", id).send();
      assertThat(becomesTrue(2_000, server::isCatchingUp)).isTrue();
      HttpResponse<Buffer> second =
          await(member.request(HttpMethod.GET, STREAM).putHeader("Last-Event-ID", id).send());
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.getHeader("Retry-After")).isEqualTo("1");
      try (EventStream fresh = server.openTail(member, null)) {
        assertThat(fresh.response().statusCode()).isEqualTo(200);
      }
      log.rollback();
    }
    assertThat(becomesTrue(5_000, () -> !server.isCatchingUp())).isTrue();
    server.tail(other, id).close();
    server.tail(member, id).close();
    member.delete("/v1/session");
    assertThat(becomesTrue(5_000, () -> server.openTails() == 0)).isTrue();
  }

  private static int status(HttpRequest<Buffer> request) {
    return await(request.send()).statusCode();
  }
}
