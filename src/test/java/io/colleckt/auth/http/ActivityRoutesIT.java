package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Stores;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The activity log shows each call once, to the workspace whose token made it. */
class ActivityRoutesIT {
  private static ManagementServer server;

  /**
   * Rows 1 to 400, one a minute: tokens 1 (production) and 2 (sandbox) in turn, of workspace 1; one
   * of ten refused; half of the routes and user agents by number. Then special ones of token 3, and
   * one of token 4 of workspace 2.
   */
  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer(Stores.shared().freshDatabase());
    for (int i = 0; i < 3; i++) {
      server.newToken(ADA);
    }
    server.newToken(EVE);
    server.newToken(ADA);
    server.execute(
        """
        insert into activity_routes (workspace_id, method, path) values (1, 'GET', '/v1/flows'), (1, 'POST', '/v1/flows/7');
        insert into activity_user_agents (workspace_id, user_agent) values (1, 'curl/8');
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        select '2026-03-02T00:00Z'::timestamptz + n * interval '1 minute', 1 + n % 2, 1, 1, n % 4 % 3, n % 3 % 2,
          case when n % 10 = 0 then 2 else 0 end, n % 2 + n % 5 / 4 * 2, ('203.0.113.' || n % 7)::inet,
          case when n % 4 % 3 = 0 then 'PUT /v1/users/' || n else '' end, case when n % 3 % 2 = 0 then 'agent ' || n else '' end
        from generate_series(1, 400) n;
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        values ('2026-03-03T00:00Z', 3, 1, 25, 0, 0, 7, 0, '::', '* *', ''),
          ('2026-03-03T00:00Z', 3, 1, 1, 0, 0, 4, 2, '2001:db8::1', 'GET /%_', 'six'),
          ('2026-03-03T00:00Z', 4, 2, 1, 0, 0, 4, 2, '2001:db8::1', 'GET /theirs', 'six');
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
  void rowShowsAllThatIsKnownOfACall() throws Exception {
    JsonObject row = rows("token_id=1&limit=1&to=2026-03-02T00:02:01Z").getJsonObject(0);
    assertThat(row)
        .isEqualTo(
            new JsonObject()
                .put("id", 2)
                .put("at", "2026-03-02T00:02:00Z")
                .put("token_id", 1)
                .put("token_name", "CI")
                .put("token_revoked", false)
                .put("environment", "production")
                .put("outcome", "accepted")
                .put("method", "POST")
                .put("path", "/v1/flows/7")
                .put("address", "203.0.113.2")
                .put("user_agent", "agent 2")
                .put("browser", false)
                .put("calls", 1));
  }

  @Test
  void severalThatBecameOneRowHaveNoAddress() throws Exception {
    JsonObject row = rows("token_id=3&outcome=rate_limited").getJsonObject(0);
    assertThat(row.getValue("address")).isNull();
    assertThat(row.getString("path")).isEqualTo("*");
    assertThat(row.getString("method")).isEqualTo("*");
    assertThat(row.getInteger("calls")).isEqualTo(25);
  }

  @Test
  void everyFilterKeepsWhatItSays() throws Exception {
    String day = "from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z";
    assertFound("token_id=2", "token_id = 2");
    assertFound("environment=sandbox", "flags & 1 = 1");
    assertFound("environment=production", "flags & 1 = 0");
    assertFound("outcome=revoked", "outcome = 2");
    assertFound("outcome=accepted", "outcome = 0");
    assertFound("outcome=wrong_secret", "outcome = 4");
    assertFound("outcome=paused", "false");
    assertFound("token_id=1&outcome=revoked", "token_id = 1 and outcome = 2");
    assertFound("token_id=2&outcome=revoked", "token_id = 2 and outcome = 2");
    assertFound("token_id=1&method=PUT", "token_id = 1 and route like 'PUT %'");
    assertFound("token_id=1&path=/v1/flows", "token_id = 1 and route_id > 0");
    assertFound("token_id=1&path=/v1/flows/", "token_id = 1 and route_id = 2");
    assertFound("token_id=3&path=/%25_", "route = 'GET /%_'");
    assertFound("token_id=3&address=2001:db8:0::1", "address = '2001:db8::1'");
    assertFound(day + "&address=203.0.113.3", "address = '203.0.113.3'");
    assertFound(day + "&path=/v1/users", "route like 'PUT %'");
    assertFound(day + "&method=GET&environment=sandbox", "route_id = 1 and flags & 1 = 1");
    assertFound(
        "token_id=1&environment=production&outcome=accepted&method=POST&path=/v1&address=203.0.113.2&"
            + day,
        "token_id = 1 and outcome = 0 and route_id = 2 and address = '203.0.113.2'");
  }

  @Test
  void timeBeginsAtFromAndEndsBeforeTo() throws Exception {
    assertFound("from=2026-03-02T01:00:00Z&to=2026-03-02T01:01:00Z", "id = 60");
    assertFound("from=2026-03-02T01:00:00.000000001Z&to=2026-03-02T01:01:00.000000001Z", "id = 61");
    assertFound("from=2026-03-02T02:00:00%2B01:00&to=2026-03-02T01:01:00Z", "id = 60");
    assertFound("from=2026-03-02T06:40:00Z", "at >= '2026-03-02T06:40Z'");
    assertFound("to=2026-03-02T00:05:00Z", "at < '2026-03-02T00:05Z'");
    assertFound("from=2026-03-02T01:00:00Z&to=2026-03-02T01:00:00.001Z&outcome=revoked", "id = 60");
    assertFound("from=2026-03-03T23:59:59.999Z", "false");
  }

  @Test
  void callsOfOthersAreNotListed() throws Exception {
    assertThat(server.get(EVE, "/v1/activity").bodyAsJsonObject().getJsonArray("data")).hasSize(1);
  }

  /** A revoked token's calls stay on record. */
  @Test
  void callsOfRevokedTokensAreSought() throws Exception {
    long revoked = server.newToken(ADA);
    server.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        values ('2026-04-03T00:00Z', %d, 1, 1, 0, 0, 2, 0, '203.0.113.9', 'GET /late', '')
        """
            .formatted(revoked));
    assertThat(server.delete(ADA, revoked).statusCode()).isEqualTo(200);
    assertThat(rows("token_id=" + revoked)).hasSize(1);
  }

  @Test
  void pagesHaveNeitherGapsNorDoublesWhileRowsComeIn() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread writer = new Thread(() -> write(over));
    writer.start();
    try {
      String span = "to=2026-03-03T00:00:00Z";
      for (int limit : new int[] {1, 7, 200}) {
        List<Long> ids = ids(span + "&limit=" + limit);
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(ids).isEqualTo(expected("at < '2026-03-03' and workspace_id = 1"));
      }
      List<Long> all = ids("limit=13");
      assertThat(new HashSet<>(all)).hasSameSizeAs(all);
      assertThat(all).containsAll(expected("at < '2026-03-04' and workspace_id = 1"));
    } finally {
      over.set(true);
      writer.join();
      server.execute("delete from activity where token_id = 2 and route = 'GET /late'");
    }
  }

  @Test
  void pageIsShortWhenFewOfTheRowsLookedAtAreSought() throws Exception {
    server.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        select '2026-02-01T00:00Z'::timestamptz + n * interval '1 second', 5, 1, 1, 0, 0, 0, 0, '203.0.113.9',
          case when n in (1, 7000) then 'GET /rare' else 'GET /often' end, '' from generate_series(1, 12000) n
        """);
    JsonObject first = page("token_id=5&path=/rare");
    assertThat(first.getJsonArray("data")).isEmpty();
    JsonObject second = page("token_id=5&path=/rare&cursor=" + first.getString("next_cursor"));
    assertThat(second.getJsonArray("data")).hasSize(1);
    JsonObject third = page("token_id=5&path=/rare&cursor=" + second.getString("next_cursor"));
    assertThat(third.getJsonArray("data")).hasSize(1);
    assertThat(third.getValue("next_cursor")).isNull();
  }

  private static void write(AtomicBoolean over) {
    while (!over.get()) {
      server.execute(
          """
          insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
          select now(), 2, 1, 1, 0, 0, 0, 0, '203.0.113.9', 'GET /late', '' from generate_series(1, 20)
          """);
    }
  }

  /** The rows of the list are those that SQL finds, newest first. */
  private static void assertFound(String query, String sql) throws Exception {
    String known = "workspace_id = 1 and token_id < 5 and at < '2026-03-04' and ";
    String span = query.contains("to=") ? "" : "&to=2026-03-04T00:00:00Z";
    assertThat(ids(query + span + "&limit=150").stream().filter(id -> id < 5_000).toList())
        .as(query)
        .isEqualTo(expected(known + sql));
  }

  private static List<Long> expected(String sql) {
    return server
        .rows("select id from activity where " + sql + " order by at desc, id desc")
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  private static List<Long> ids(String query) throws Exception {
    List<Long> ids = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = page(query + cursor);
      page.getJsonArray("data").forEach(row -> ids.add(((JsonObject) row).getLong("id")));
      String next = page.getString("next_cursor");
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return ids;
  }

  private static JsonArray rows(String query) throws Exception {
    return page(query).getJsonArray("data");
  }

  private static JsonObject page(String query) throws Exception {
    HttpResponse<Buffer> response = server.get(ADA, "/v1/activity?" + query);
    assertThat(response.statusCode()).as(query + response.bodyAsString()).isEqualTo(200);
    return response.bodyAsJsonObject();
  }
}
