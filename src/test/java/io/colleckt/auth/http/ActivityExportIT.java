package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.http.ManagementServer.MAX;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The file holds what the list holds, and never looks whole when it is not. */
class ActivityExportIT {
  private static final Database STORED = Stores.shared().freshDatabase();

  private static ManagementServer server;

  /** 12,000 rows of token 1, five odd ones of token 2, 150,000 of token 3, one of workspace 2. */
  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer(STORED);
    for (int i = 0; i < 3; i++) {
      server.newToken(ADA);
    }
    server.newToken(EVE);
    server.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        select '2026-03-02T00:00Z'::timestamptz + n / 7 * interval '1 second', case when n > 12000 then 3 else 1 end, 1, 1, 0, 0,
          case when n % 100 = 0 then 1 else 0 end, n % 2, '203.0.113.1', 'GET /flows/' || n, 'curl/8' from generate_series(1, 162000) n;
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        values ('2026-03-01T00:00:05Z', 2, 1, 1, 0, 0, 0, 0, '203.0.113.1', 'GET /a,b', 'say "hi", please'),
          ('2026-03-01T00:00:04Z', 2, 1, 1, 0, 0, 0, 2, '203.0.113.1', '=1 /x', '=HYPERLINK("http://a.test","b")'),
          ('2026-03-01T00:00:03Z', 2, 1, 1, 0, 0, 0, 0, '203.0.113.1', 'GET /x', '@SUM(A1)'),
          ('2026-03-01T00:00:02Z', 2, 1, 1, 0, 0, 0, 0, '2001:db8::1', 'GET /x', E'two\\r\\nlines'),
          ('2026-03-01T00:00:01Z', 2, 1, 30, 0, 0, 7, 1, '::', '* *', ''),
          ('2026-03-01T00:00:01Z', 4, 2, 1, 0, 0, 0, 0, '203.0.113.1', 'GET /theirs', '');
        insert into activity_hours (workspace_id, token_id, hour, outcome, calls)
        select workspace_id, token_id, date_trunc('hour', at), outcome, sum(calls) from activity group by 1, 2, 3, 4
        union all select workspace_id, 0, date_trunc('hour', at), outcome, sum(calls) from activity group by 1, 3, 4;
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void fileHoldsWhatTheListHolds() throws Exception {
    for (String filters :
        List.of(
            "token_id=1", "outcome=expired&to=2026-03-02T00:30:00Z", "token_id=1&path=/flows/11")) {
      JsonArray listed = new JsonArray();
      String cursor = "";
      do {
        JsonObject page =
            server.get(MAX, "/v1/activity?limit=200&" + filters + cursor).bodyAsJsonObject();
        listed.addAll(page.getJsonArray("data"));
        String next = page.getString("next_cursor");
        cursor = next == null ? "" : "&cursor=" + next;
      } while (!cursor.isEmpty());
      JsonArray exported = new JsonArray();
      export(MAX, filters)
          .bodyAsString()
          .lines()
          .forEach(line -> exported.add(new JsonObject(line)));
      listed.forEach(row -> withoutName((JsonObject) row));
      assertThat(exported.size()).as(filters).isGreaterThan(90);
      assertThat(exported).as(filters).isEqualTo(listed);
    }
  }

  /** A file says what was; the list adds how its token is called now. */
  private static void withoutName(JsonObject row) {
    assertThat(row.fieldNames()).contains("token_name", "token_revoked");
    row.remove("token_name");
    row.remove("token_revoked");
  }

  @Test
  void spreadsheetsAreSafeFromWhatCallersSend() throws Exception {
    HttpResponse<Buffer> response = export(ADA, "token_id=2&format=csv");
    assertThat(response.getHeader("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(response.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"activity.csv\"");
    assertThat(response.bodyAsString().replaceAll("(?m)^[0-9]+,", ""))
        .isEqualTo(
            """
            id,at,token_id,environment,outcome,calls,method,path,address,user_agent,browser\r
            2026-03-01T00:00:05Z,2,production,accepted,1,GET,"/a,b",203.0.113.1,"say ""hi"", please",false\r
            2026-03-01T00:00:04Z,2,production,accepted,1,'=1,/x,203.0.113.1,"'=HYPERLINK(""http://a.test"",""b"")",true\r
            2026-03-01T00:00:03Z,2,production,accepted,1,GET,/x,203.0.113.1,'@SUM(A1),false\r
            2026-03-01T00:00:02Z,2,production,accepted,1,GET,/x,2001:db8::1,"two\r
            lines",false\r
            2026-03-01T00:00:01Z,2,sandbox,rate_limited,30,*,*,,,false\r
            """);
  }

  @Test
  void nothingIsAnEmptyFileAndNothingForeignIsInIt() throws Exception {
    HttpResponse<Buffer> response = export(ADA, "outcome=paused");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isNull();
    assertThat(export(ADA, "outcome=paused&format=csv").bodyAsString())
        .startsWith("id,at,")
        .endsWith("browser\r\n");
    assertThat(export(EVE, "").bodyAsString().lines()).hasSize(1);
  }

  @Test
  void rulesOfTheListHold() throws Exception {
    for (String query : List.of("path=/flows", "format=xml", "limit=5", "cursor=x", "from=x")) {
      HttpResponse<Buffer> response = server.get(ADA, "/v1/activity/export?" + query);
      assertThat(response.statusCode()).as(query).isEqualTo(422);
    }
  }

  @Test
  void atMostTwoAtATimeInAWorkspace() throws Exception {
    try (Socket one = begin(ADA, "token_id=3");
        Socket two = begin(MAX, "token_id=3")) {
      assertThat(one.getInputStream().read()).isEqualTo('H');
      assertThat(two.getInputStream().read()).isEqualTo('H');
      HttpResponse<Buffer> third = server.get(ADA, "/v1/activity/export");
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.getHeader("Retry-After")).isEqualTo("10");
      assertThat(export(EVE, "").statusCode()).isEqualTo(200);
    }
    assertThat(Await.becomesTrue(5_000, () -> export(ADA, "token_id=2").statusCode() == 200))
        .isTrue();
  }

  @Test
  void failureHalfWayIsABreakAndNoShortFile() throws Exception {
    try (Socket socket = begin(ADA, "token_id=3");
        Connection owner = Database.connect(STORED.migrationUrl());
        Statement statement = owner.createStatement()) {
      InputStream in = socket.getInputStream();
      assertThat(in.readNBytes(10_000)).hasSize(10_000);
      owner.setAutoCommit(false);
      statement.execute("lock table activity in access exclusive mode");
      assertThatThrownBy(() -> toTheEnd(in)).hasMessageContaining("without its end");
    }
  }

  @Test
  void sessionThatEndsHalfWayIsABreak() throws Exception {
    server.alive = request -> Future.succeededFuture(false);
    try (Socket socket = begin(ADA, "token_id=3")) {
      assertThatThrownBy(() -> toTheEnd(socket.getInputStream()))
          .hasMessageContaining("without its end");
    } finally {
      server.alive = request -> Future.succeededFuture(true);
    }
    assertThat(export(ADA, "token_id=2").statusCode()).isEqualTo(200);
  }

  /** It reads one page more, without hits, and sees that nobody is there. */
  @Test
  void nothingIsSoughtForAReaderWhoHasGone() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    server.alive = request -> after(asked.incrementAndGet(), request);
    try {
      try (Socket socket = begin(ADA, "token_id=3&path=/none&format=csv")) {
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        assertThat(Await.becomesTrue(5_000, () -> asked.get() == 1)).isTrue();
      }
      Thread.sleep(2_500);
      assertThat(asked).hasValue(1);
    } finally {
      server.alive = request -> Future.succeededFuture(true);
    }
  }

  /** The first time after a second, later at once. */
  private static Future<Boolean> after(int times, Request request) {
    return times == 1
        ? request.context().vertx().timer(1, TimeUnit.SECONDS).map(true)
        : Future.succeededFuture(true);
  }

  /** Reads all that comes; fails unless it ends with the last chunk. */
  private static void toTheEnd(InputStream in) throws Exception {
    byte[] buffer = new byte[65_536];
    String tail = "";
    int count;
    try {
      while ((count = in.read(buffer)) > 0) {
        String text = tail + new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
        tail = text.substring(Math.max(0, text.length() - 7));
      }
    } catch (java.io.IOException e) {
      throw new IllegalStateException("It ends without its end.", e);
    }
    if (!tail.equals("\r\n0\r\n\r\n")) {
      throw new IllegalStateException("It ends without its end.");
    }
  }

  private static HttpResponse<Buffer> export(String actor, String query) {
    return await(server.request(actor, HttpMethod.GET, "/v1/activity/export?" + query).send());
  }

  private static Socket begin(String actor, String query) throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    String request =
        "GET /v1/activity/export?%s HTTP/1.1\r\nHost: localhost\r\nX-Actor: %s\r\n\r\n"
            .formatted(query, actor);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
