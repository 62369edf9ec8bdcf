package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The summary adds up to what was counted, with a zero where nothing was. */
class ActivitySummaryIT {
  private static final String DAYS = "from=2026-03-01T00:00:00Z&to=2026-03-04T00:00:00Z";

  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
    for (String name : List.of("one", "two", "idle")) {
      server.create(ADA, name);
    }
    server.newToken(EVE);
    server.execute(
        """
        insert into activity_hours (workspace_id, token_id, hour, outcome, calls)
        select w, t, '2026-03-01T00:00Z'::timestamptz + h * interval '1 hour', o, 1 + h + o
        from (values (1, 0), (1, 1), (2, 0), (2, 4)) as v(w, t), generate_series(0, 71, 5) h, unnest(array[0, 3, 7]) o;
        insert into activity_items (workspace_id, token_id, since, kind, item, calls, last_at)
        select 1, 0, '2026-03-01T00:00Z'::timestamptz + d * interval '1 day', 'r', case when n = 0 then '' else 'GET /flows/' || n end,
          n + d, '2026-03-01T01:00Z'::timestamptz + d * interval '1 day' from generate_series(0, 2) d, generate_series(0, 14) n;
        insert into activity_items (workspace_id, token_id, since, kind, item, calls, last_at)
        values (1, 0, '2026-03-02T00:00Z', 't', '1', 7, '2026-03-02T09:00Z'), (1, 0, '2026-03-02T00:00Z', 't', '2', 9, '2026-03-02T08:00Z'),
          (1, 0, '2026-03-02T00:00Z', 't', '4', 1, '2026-03-02T08:00Z'),
          (1, 0, '2026-03-02T00:00Z', 'a', '2001:db8::1', 5, '2026-03-02T08:00Z'), (1, 0, '2026-03-02T00:00Z', 'a', '', 6, '2026-03-02T08:00Z'),
          (1, 1, '2026-03-02T00:00Z', 'a', '203.0.113.1', 3, '2026-03-02T08:00Z'),
          (2, 0, '2026-03-02T00:00Z', 'a', '203.0.113.2', 4, '2026-03-02T08:00Z');
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void hoursAreThoseThatWereCounted() throws Exception {
    JsonObject summary = summary(DAYS + "&step=hour");
    JsonArray periods = summary.getJsonArray("periods");
    assertThat(periods).hasSize(72);
    for (int h = 0; h < 72; h++) {
      JsonObject period = periods.getJsonObject(h);
      assertThat(period.getString("at"))
          .isEqualTo(Instant.parse("2026-03-01T00:00:00Z").plus(h, ChronoUnit.HOURS).toString());
      JsonObject calls = period.getJsonObject("calls");
      assertThat(calls.getLong("accepted")).isEqualTo(h % 5 == 0 ? 1 + h : 0);
      assertThat(calls.getLong("paused")).isEqualTo(h % 5 == 0 ? 4 + h : 0);
      assertThat(calls.getLong("expired")).isZero();
    }
  }

  @Test
  void daysAddUpToTheTotals() throws Exception {
    JsonObject summary = summary(DAYS + "&step=day&token_id=1");
    long accepted = 0;
    for (Object period : summary.getJsonArray("periods")) {
      accepted += ((JsonObject) period).getJsonObject("calls").getLong("accepted");
    }
    assertThat(summary.getJsonArray("periods")).hasSize(3);
    assertThat(summary.getJsonObject("totals").getLong("accepted")).isEqualTo(accepted);
    assertThat(String.valueOf(accepted))
        .isEqualTo(
            server
                .rows("select sum(calls) from activity_hours where token_id = 1 and outcome = 0")
                .get(0));
  }

  @Test
  void endsAreThoseOfWholePeriods() throws Exception {
    JsonObject summary = summary("from=2026-03-01T10:59:59Z&to=2026-03-01T12:00:00.001Z");
    assertThat(summary.getString("step")).isEqualTo("hour");
    assertThat(summary.getString("from")).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(summary.getString("to")).isEqualTo("2026-03-01T13:00:00Z");
    assertThat(summary.getJsonArray("periods")).hasSize(3);
    assertThat(summary.getString("top_since")).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(summary("").getJsonArray("periods").size()).isBetween(24, 25);
    assertThat(summary("from=2026-03-01T00:00:00Z&to=2026-03-05T00:00:00Z").getString("step"))
        .isEqualTo("day");
  }

  @Test
  void topsAreTheMostUsedAndTellHowMuchTheOthersAre() throws Exception {
    JsonObject routes = summary(DAYS).getJsonObject("routes");
    assertThat(routes.getJsonArray("top")).hasSize(10);
    assertThat(routes.getJsonArray("top").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("method", "GET")
                .put("path", "/flows/14")
                .put("calls", 45)
                .put("last_at", "2026-03-03T01:00:00Z"));
    // Items 1 to 4, with 3n + 3 calls each, and 3 calls that were not counted by name.
    assertThat(routes.getLong("others")).isEqualTo(6 + 9 + 12 + 15 + 3);
    JsonObject addresses = summary(DAYS).getJsonObject("addresses");
    assertThat(addresses.getJsonArray("top")).hasSize(1);
    assertThat(addresses.getLong("others")).isEqualTo(6);
  }

  @Test
  void topTokensHaveTheirNamesAndForeignOnesNone() throws Exception {
    JsonArray tokens = summary(DAYS).getJsonObject("tokens").getJsonArray("top");
    assertThat(tokens.stream().map(token -> ((JsonObject) token).getString("name")).toList())
        .containsExactly("two", "one", null);
  }

  @Test
  void eachWorkspaceSeesItsOwn() throws Exception {
    assertThat(summary(DAYS + "&token_id=1").getJsonObject("addresses").getLong("others")).isZero();
    assertThat(
            server.get(EVE, "/v1/activity/summary?" + DAYS).bodyAsString().contains("203.0.113.2"))
        .isTrue();
  }

  @Test
  void whatIsTooLongIsRefused() throws Exception {
    for (String query :
        List.of(
            "from=2026-01-01T00:00:00Z&to=2026-04-01T00:00:01Z",
            "step=hour&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:01Z",
            "from=2100-01-01T00:00:00Z",
            "from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z")) {
      assertThat(server.get(ADA, "/v1/activity/summary?" + query).bodyAsString())
          .as(query)
          .contains("\"errors\":{\"from\"");
    }
    assertThat(server.get(ADA, "/v1/activity/summary?step=week").statusCode()).isEqualTo(422);
    assertThat(server.get(ADA, "/v1/activity/summary?environment=sandbox").statusCode())
        .isEqualTo(422);
  }

  @Test
  void tokensShowHowMuchTheyWereUsedOfLate() throws Exception {
    server.execute(
        """
        insert into activity_hours (workspace_id, token_id, hour, outcome, calls)
        select 1, 2, date_trunc('hour', now()) - h * interval '1 hour', o, 100 + h
        from generate_series(0, 30) h, unnest(array[0, 2]) o
        """);
    JsonObject token = token("/v1/tokens?q=two&sparkline=24h");
    assertThat(token.getJsonArray("sparkline")).hasSize(24);
    assertThat(token.getJsonArray("sparkline").getLong(23)).isEqualTo(100);
    assertThat(token.getJsonArray("sparkline").getLong(0)).isEqualTo(123);
    assertThat(token.getLong("calls_last_24h")).isEqualTo(25 * 100 + 24 * 25 / 2);
    assertThat(token("/v1/tokens?q=two").containsKey("sparkline")).isFalse();
    assertThat(token("/v1/tokens?q=idle&sparkline=24h").getLong("calls_last_24h")).isZero();
    JsonObject read =
        server.get(ADA, "/v1/tokens/2?sparkline=24h").bodyAsJsonObject().getJsonObject("token");
    assertThat(read).isEqualTo(token);
    assertThat(server.get(ADA, "/v1/tokens?sparkline=1h").statusCode()).isEqualTo(422);
  }

  private static JsonObject token(String path) throws Exception {
    return server.get(ADA, path).bodyAsJsonObject().getJsonArray("data").getJsonObject(0);
  }

  private static JsonObject summary(String query) throws Exception {
    HttpResponse<Buffer> response = server.get(ADA, "/v1/activity/summary?" + query);
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    return response.bodyAsJsonObject().getJsonObject("summary");
  }
}
