package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.http.ManagementServer.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may be asked of the activity log, and how a question that may not is refused. */
class ActivityQuestionsIT {
  private static final Database STORED = Stores.shared().freshDatabase();

  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer(STORED);
    server.newToken(ADA);
    server.newToken(ADA);
    server.newToken(EVE);
    server.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        select '2026-03-02T00:00Z'::timestamptz + n * interval '1 minute', 1 + n % 2, 1, 1, 0, 0, 0, 0, '203.0.113.9', 'GET /flows', ''
        from generate_series(1, 8) n
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void filtersThatNoIndexServesNeedATokenOrADay() throws Exception {
    for (String filter : List.of("method=GET", "path=/v1", "address=203.0.113.1")) {
      String name = filter.substring(0, filter.indexOf('='));
      assertRefused(filter, name);
      assertRefused(filter + "&to=2026-03-02T00:00:00Z", name);
      assertRefused(filter + "&from=2026-03-02T00:00:00Z", name);
      assertRefused(filter + "&from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00.001Z", name);
      assertThat(status(filter + "&from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z"))
          .isEqualTo(200);
      assertThat(status(filter + "&from=" + Instant.now().minusSeconds(86_000))).isEqualTo(200);
      assertThat(status(filter + "&token_id=1")).isEqualTo(200);
    }
    assertThat(server.get(ADA, "/v1/activity?path=/v1").bodyAsJsonObject().getString("message"))
        .isEqualTo("A filter by path needs a token_id, or a from and a to at most 24 hours apart.");
  }

  @Test
  void whatIsNotAcceptableIsRefusedByName() throws Exception {
    for (String query :
        List.of(
            "limit=0",
            "limit=201",
            "limit=x",
            "token_id=0",
            "token_id=-1",
            "token_id=x",
            "token_id=9007199254740992",
            "environment=test",
            "outcome=ok",
            "method=",
            "method=%00",
            "method=12345678901234567",
            "path=",
            "path=%C3%A9",
            "address=localhost",
            "address=1.2.3",
            "address=1.2.3.4/8",
            "from=yesterday",
            "from=2026-03-02",
            "to=2026-03-02T00:00:00",
            "to=%2B999999999-01-01T00:00:00Z",
            "from=-0001-01-01T00:00:00Z",
            "cursor=x",
            "color=red")) {
      assertRefused(query, query.substring(0, query.indexOf('=')));
    }
    assertRefused("from=2026-03-02T00:00:00Z&to=2026-03-02T00:00:00Z", "from");
    assertRefused("limit=1&limit=2", "limit");
  }

  @Test
  void cursorHoldsForItsListOnly() throws Exception {
    String filters = "token_id=1&from=2026-03-01T00:00:00Z";
    String cursor = page(filters + "&limit=1").getString("next_cursor");
    assertThat(status(filters + "&cursor=" + cursor)).isEqualTo(200);
    assertThat(server.get(MAX, "/v1/activity?" + filters + "&cursor=" + cursor).statusCode())
        .isEqualTo(200);
    String ours = page("limit=1").getString("next_cursor");
    assertThat(status("cursor=" + ours)).isEqualTo(200);
    assertThat(server.get(EVE, "/v1/activity?cursor=" + ours).statusCode()).isEqualTo(422);
    assertRefused("token_id=1&cursor=" + cursor, "cursor");
    assertRefused("token_id=1&from=2026-03-01T00:00:00.0Z&cursor=" + cursor, "cursor");
    assertRefused("token_id=2&from=2026-03-01T00:00:00Z&cursor=" + cursor, "cursor");
    for (int i = 0; i < cursor.length() - 1; i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      assertRefused(
          filters + "&cursor=" + cursor.substring(0, i) + other + cursor.substring(i + 1),
          "cursor");
    }
    String tokens =
        server.get(ADA, "/v1/tokens?limit=1").bodyAsJsonObject().getString("next_cursor");
    assertRefused(filters + "&cursor=" + tokens, "cursor");
  }

  /** Else all rows would be looked at. */
  @Test
  void callsOfForeignTokensAreNotSought() throws Exception {
    try (Connection owner = Database.connect(STORED.migrationUrl());
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute(
          "lock table activity, activity_hours, activity_items in access exclusive mode");
      for (String question : List.of("", "/summary", "/export")) {
        for (int token : new int[] {3, 999}) {
          HttpResponse<Buffer> none =
              server.get(ADA, "/v1/activity" + question + "?token_id=" + token);
          assertThat(none.statusCode()).as(question).isEqualTo(404);
        }
        String ours = "/v1/activity" + question + "?token_id=1";
        assertThat(server.get(ADA, ours).statusCode()).as(ours).isEqualTo(503);
      }
    }
  }

  private static JsonObject page(String query) throws Exception {
    HttpResponse<Buffer> response = server.get(ADA, "/v1/activity?" + query);
    assertThat(response.statusCode()).as(query + response.bodyAsString()).isEqualTo(200);
    return response.bodyAsJsonObject();
  }

  private static int status(String query) throws Exception {
    return server.get(ADA, "/v1/activity?" + query).statusCode();
  }

  private static void assertRefused(String query, String field) throws Exception {
    HttpResponse<Buffer> response = server.get(ADA, "/v1/activity?" + query);
    assertThat(response.statusCode()).as(query).isEqualTo(422);
    assertThat(response.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .as(query)
        .containsExactly(field);
  }
}
