package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.ActivityRecorded;
import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.testing.EventStream;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long a live tail lasts, and for whom; with times of {@link AccountServer#FAST}. */
class TailConnectionIT {
  private static final String STREAM = "/v1/activity/stream";
  private static final long FIRST_ID = 1_000_000;

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
  void commentTellsASilentReaderThatItIsStillThere() throws Exception {
    try (EventStream events = listen(server.owner(), null)) {
      assertThat(becomesTrue(3_000, () -> events.comments() >= 2)).isTrue();
      assertThat(events.events()).isEmpty();
      assertThat(events.lastId()).matches("[0-9]+-[0-9]+");
    }
  }

  @Test
  void signingOutEndsIt() throws Exception {
    Browser browser = server.owner();
    try (EventStream events = listen(browser, null)) {
      Thread.sleep(700);
      assertThat(events.isOver()).isFalse();
      browser.delete("/v1/session");
      assertThat(becomesTrue(2_000, events::hasEnded)).isTrue();
    }
  }

  @Test
  void removedMemberSeesNoMore() throws Exception {
    Browser member = server.join("removed@example.com", "member");
    try (EventStream events = listen(member, null)) {
      server.owner().delete("/v1/members/" + member.memberId);
      assertThat(becomesTrue(2_000, events::hasEnded)).isTrue();
    }
  }

  @Test
  void watchingDoesNotProlongTheSession() throws Exception {
    Browser member = server.join("watcher@example.com", "member");
    String id = null;
    try (EventStream events = listen(member, null)) {
      String idle = "update sessions set last_seen_at = now() - interval '%s' where member_id = ";
      server.execute(idle.formatted("29 minutes 59 seconds") + member.memberId);
      try (EventStream again = listen(member, events.lastId())) {
        id = again.lastId();
      }
      assertThat(becomesTrue(4_000, events::hasEnded)).isTrue();
    }
    HttpResponse<Buffer> late =
        await(
            server
                .request(HttpMethod.GET, STREAM)
                .putHeader("Cookie", member.cookie)
                .putHeader("Last-Event-ID", id)
                .send());
    assertThat(late.statusCode()).isEqualTo(401);
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
                "select action, subject from audit where action = 'request.refused' and subject like 'token:%'"))
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
  void idFromAnotherTimeOfTheDatabaseLeavesAGap() throws Exception {
    try (EventStream events = listen(server.owner(), "99999999-1700000000000")) {
      assertThat(becomesTrue(2_000, () -> events.events("gap").size() == 1)).isTrue();
      assertThat(events.events("gap").get(0).data()).contains("\"from\":\"2023-11-14T22:13:20Z\"");
      assertThat(events.lastId()).doesNotContain("99999999");
    }
  }

  @Test
  void memberWatchesTenTimesAtOnce() throws Exception {
    Browser member = server.join("many@example.com", "member");
    List<EventStream> open = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      open.add(listen(member, null));
    }
    assertThat(status(member.request(HttpMethod.GET, STREAM))).isEqualTo(429);
    open.remove(0).close();
    assertThat(
            becomesTrue(
                3_000,
                () -> {
                  EventStream one = connect(member, null);
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
      try (EventStream fresh = connect(member, null)) {
        assertThat(fresh.response().statusCode()).isEqualTo(200);
      }
      log.rollback();
    }
    assertThat(becomesTrue(5_000, () -> !server.isCatchingUp())).isTrue();
    listen(other, id).close();
    listen(member, id).close();
    member.delete("/v1/session");
    assertThat(becomesTrue(5_000, () -> openTails() == 0)).isTrue();
  }

  @Test
  void tooManyAtOnceAreCountedNotSent() throws Exception {
    try (EventStream events = listen(server.owner(), null)) {
      publish(1, FIRST_ID, 1_000, "/flows");
      publish(2, FIRST_ID + 5_000, 1_000, "/theirs");
      assertThat(becomesTrue(4_000, () -> events.events("").size() + skipped(events) == 1_000))
          .isTrue();
      assertThat(events.events("").size()).isBetween(200, 400);
      assertThat(events.events("")).noneMatch(event -> event.data().contains("/theirs"));
    }
  }

  @Test
  void readerThatDoesNotReadIsCutAndTakesNoMemory() throws Exception {
    Browser browser = server.owner();
    String path = "/" + "x".repeat(20_000);
    try (Socket socket = new Socket();
        EventStream other = listen(browser, null)) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), URI.create(server.origin()).getPort()));
      String head =
          "GET "
              + STREAM
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: "
              + browser.cookie
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertThat(becomesTrue(3_000, () -> openTails() == 2)).isTrue();
      Thread.sleep(300);

      long id = FIRST_ID * 2;
      long memory = usedMemory();
      long end = System.nanoTime() + 20_000_000_000L;
      while (openTails() == 2 && System.nanoTime() < end) {
        publish(1, id, 20, path);
        id += 20;
        Thread.sleep(50);
      }

      assertThat(openTails()).isEqualTo(1);
      assertThat(other.isOver()).isFalse();
      assertThat(usedMemory() - memory).isLessThan(60L << 20);
    }
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static int openTails() {
    return server.openTails();
  }

  private static long skipped(EventStream events) {
    return events.events("skipped").stream()
        .mapToLong(event -> new JsonObject(event.data()).getLong("count"))
        .sum();
  }

  private static void publish(int workspaceId, long firstId, int count, String path) {
    Check.Caller caller =
        new Check.Caller(IpAddress.parse("192.0.2.1"), "GET", path, "curl", false);
    Calls calls = new Calls(1, caller, CheckOutcome.ACCEPTED, System.currentTimeMillis(), 1);
    List<RecordedCalls> rows =
        LongStream.range(firstId, firstId + count)
            .mapToObj(id -> new RecordedCalls(id, workspaceId, Environment.SANDBOX, calls))
            .toList();
    ActivityAddresses.RECORDED.publish(server.bus(), new ActivityRecorded(rows));
  }

  private static int status(io.vertx.ext.web.client.HttpRequest<Buffer> request) {
    return await(request.send()).statusCode();
  }

  private static EventStream connect(Browser browser, String lastId) throws Exception {
    return EventStream.open(URI.create(server.origin() + STREAM), browser.cookie, lastId);
  }

  /** Listening once this returns. */
  private static EventStream listen(Browser browser, String lastId) throws Exception {
    EventStream events = connect(browser, lastId);
    assertThat(events.response().statusCode()).isEqualTo(200);
    assertThat(becomesTrue(5_000, () -> !events.lastId().isEmpty())).isTrue();
    return events;
  }
}
