package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.http.ManagementServer.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a token was called is told wherever its number stands, also when it has been revoked. */
class TokenNamesIT {
  private static ManagementServer server;

  /** Tokens 1 (revoked) and 2 of one workspace, 3 of another, each with a call and a finding. */
  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
    server.create(ADA, "first name");
    server.create(ADA, "Living");
    server.create(EVE, "theirs");
    server.patch(ADA, 1, new JsonObject().put("name", "Production Integration"));
    assertThat(server.delete(ADA, 1).statusCode()).isEqualTo(200);
    server.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        select now() - n * interval '1 second', n, case n when 3 then 2 else 1 end, 1, 0, 0, 0, 0, '203.0.113.1', 'GET /', ''
        from generate_series(1, 3) n;
        insert into activity_items (workspace_id, token_id, since, kind, item, calls, last_at)
        select 1, 0, date_trunc('day', now()), 't', n::text, 1, now() from generate_series(1, 2) n;
        insert into findings (workspace_id, token_id, kind, value, detail, opened_at, last_seen_at)
        select case n when 3 then 2 else 1 end, n, 'dead_token', '', '{"outcome": "revoked", "method": "*", "path": "*"}', now(), now()
        from generate_series(1, 3) n
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void activityNamesTheTokensOfItsRows() throws Exception {
    assertThat(
            told(MAX, "/v1/activity", row -> told(row, "token_id", "token_name", "token_revoked")))
        .containsExactly("1 Production Integration true", "2 Living false");
    assertThat(
            told(EVE, "/v1/activity", row -> told(row, "token_id", "token_name", "token_revoked")))
        .containsExactly("3 theirs false");
  }

  @Test
  void auditNamesTheTokenThatAnEntryIsAbout() throws Exception {
    assertThat(
            told(
                MAX,
                "/v1/audit?member_id=1",
                row -> told(row, "action", "token_name", "token_revoked")))
        .containsExactly(
            "token.revoked Production Integration true",
            "token.changed Production Integration true",
            "token.created Living false",
            "token.created Production Integration true");
  }

  @Test
  void entryAboutATokenOfOthersNamesNothing() throws Exception {
    server.get(MAX, "/v1/tokens/3");
    String first =
        told(MAX, "/v1/audit?subject=token:3", row -> told(row, "token_name", "token_revoked"))
            .get(0);
    assertThat(first).isEqualTo("null null");
  }

  @Test
  void findingsTellWhetherTheirTokenIsRevoked() throws Exception {
    assertThat(
            told(
                MAX,
                "/v1/findings",
                row -> told(row.getJsonObject("token"), "id", "name", "revoked")))
        .containsExactly("2 Living false", "1 Production Integration true");
  }

  @Test
  void topTokensTellWhetherTheyAreRevoked() throws Exception {
    JsonObject summary =
        server.get(MAX, "/v1/activity/summary").bodyAsJsonObject().getJsonObject("summary");
    assertThat(
            summary.getJsonObject("tokens").getJsonArray("top").stream()
                .map(top -> told((JsonObject) top, "token_id", "name", "revoked")))
        .containsExactly("1 Production Integration true", "2 Living false");
  }

  private static List<String> told(String actor, String path, Function<JsonObject, String> row)
      throws Exception {
    return server.get(actor, path).bodyAsJsonObject().getJsonArray("data").stream()
        .map(each -> row.apply((JsonObject) each))
        .toList();
  }

  private static String told(JsonObject row, String... fields) {
    return String.join(
        " ", List.of(fields).stream().map(field -> String.valueOf(row.getValue(field))).toList());
  }
}
