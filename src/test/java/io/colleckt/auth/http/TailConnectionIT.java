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
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long a live tail lasts, and for whom; with times of {@link AccountServer#FAST}. */
class TailConnectionIT {
  private static final String STREAM = AccountServer.STREAM;
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
    try (EventStream events = server.tail(server.owner(), null)) {
      assertThat(becomesTrue(3_000, () -> events.comments() >= 2)).isTrue();
      assertThat(events.events()).isEmpty();
      assertThat(events.lastId()).matches("[0-9]+-[0-9]+");
    }
  }

  @Test
  void signingOutEndsIt() throws Exception {
    Browser browser = server.owner();
    try (EventStream events = server.tail(browser, null)) {
      Thread.sleep(700);
      assertThat(events.isOver()).isFalse();
      browser.delete("/v1/session");
      assertThat(becomesTrue(2_000, events::hasEnded)).isTrue();
    }
  }

  @Test
  void removedMemberSeesNoMore() throws Exception {
    Browser member = server.join("removed@example.com", "member");
    try (EventStream events = server.tail(member, null)) {
      server.owner().delete("/v1/members/" + member.memberId);
      assertThat(becomesTrue(2_000, events::hasEnded)).isTrue();
    }
  }

  @Test
  void watchingDoesNotProlongTheSession() throws Exception {
    Browser member = server.join("watcher@example.com", "member");
    String id = null;
    try (EventStream events = server.tail(member, null)) {
      String idle = "update sessions set last_seen_at = now() - interval '%s' where member_id = ";
      server.execute(idle.formatted("29 minutes 59 seconds") + member.memberId);
      try (EventStream again = server.tail(member, events.lastId())) {
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
  void idFromAnotherTimeOfTheDatabaseLeavesAGap() throws Exception {
    try (EventStream events = server.tail(server.owner(), "99999999-1700000000000")) {
      assertThat(becomesTrue(2_000, () -> events.events("gap").size() == 1)).isTrue();
      assertThat(events.events("gap").get(0).data()).contains("\"from\":\"2023-11-14T22:13:20Z\"");
      assertThat(events.lastId()).doesNotContain("99999999");
    }
  }

  @Test
  void tooManyAtOnceAreCountedNotSent() throws Exception {
    try (EventStream events = server.tail(server.owner(), null)) {
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
        EventStream other = server.tail(browser, null)) {
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
      assertThat(becomesTrue(3_000, () -> server.openTails() == 2)).isTrue();
      Thread.sleep(300);

      long id = FIRST_ID * 2;
      long memory = usedMemory();
      long end = System.nanoTime() + 60_000_000_000L;
      while (server.openTails() == 2 && System.nanoTime() < end) {
        publish(1, id, 20, path);
        id += 20;
        Thread.sleep(200);
      }

      assertThat(server.openTails()).isEqualTo(1);
      assertThat(other.isOver()).isFalse();
      assertThat(usedMemory() - memory).isLessThan(60L << 20);
    }
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
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
}
