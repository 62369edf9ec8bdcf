package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.http.ManagementServer.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings as members see, acknowledge and mute them. */
class FindingRoutesIT {
  private static final JsonObject ACKNOWLEDGE = new JsonObject().put("status", "acknowledged");

  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void findingExplainsItself() throws Exception {
    long token = server.newToken(ADA);
    long id = open(1, token, "browser", "");
    JsonObject finding = get(MAX, id).bodyAsJsonObject().getJsonObject("finding");
    assertThat(finding.getJsonObject("token"))
        .isEqualTo(new JsonObject().put("id", token).put("name", "CI").put("revoked", false));
    assertThat(finding.getString("status")).isEqualTo("open");
    assertThat(finding.getString("message"))
        .isEqualTo(
            "Used by a page in a browser, so it may be exposed in client-side code:"
                + " GET /a from 203.0.113.1 with curl/8 at 2026-11-24T13:00:00Z.");
    assertThat(finding.getJsonObject("detail").getString("address")).isEqualTo("203.0.113.1");
  }

  @Test
  void pagesHoldEachFindingOnceNewestFirst() throws Exception {
    long token = server.newToken(ADA);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, open(1, token, "new_network", "198.51." + i + ".0/24"));
    }
    String path = "/v1/findings?limit=2&token_id=" + token;
    List<Long> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonObject page = server.get(ADA, path + cursor).bodyAsJsonObject();
      page.getJsonArray("data").forEach(one -> seen.add(((JsonObject) one).getLong("id")));
      String next = page.getString("next_cursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void filtersNarrowTheList() throws Exception {
    long token = server.newToken(ADA);
    long browser = open(1, token, "browser", "");
    long network = open(1, token, "new_network", "198.51.100.0/24");
    patch(ADA, network, ACKNOWLEDGE);
    String path = "/v1/findings?token_id=" + token;
    assertThat(ids(path + "&kind=browser")).containsExactly(browser);
    assertThat(ids(path + "&status=acknowledged")).containsExactly(network);
    assertThat(ids(path + "&status=open")).containsExactly(browser);
    assertThat(ids("/v1/findings?status=open")).contains(browser).doesNotContain(network);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind=odd", "status=muted", "token_id=0", "cursor=x", "q=1", "limit=0"})
  void wrongFilterGets422(String query) throws Exception {
    assertThat(server.get(ADA, "/v1/findings?" + query).statusCode()).isEqualTo(422);
  }

  @Test
  void acknowledgingAndReopeningAreAuditedOnce() throws Exception {
    long token = server.newToken(MAX);
    long id = open(1, token, "browser", "");
    JsonObject acknowledged =
        patch(MAX, id, ACKNOWLEDGE).bodyAsJsonObject().getJsonObject("finding");
    patch(MAX, id, ACKNOWLEDGE);
    assertThat(acknowledged.getString("status")).isEqualTo("acknowledged");
    assertThat(acknowledged.getJsonObject("acknowledged_by").getString("email"))
        .isEqualTo("max@a.test");
    assertThat(patch(ADA, id, new JsonObject().put("status", "open")).bodyAsString())
        .contains("\"status\":\"open\"", "\"acknowledged_by\":null");
    assertThat(audit(id))
        .containsExactly(
            "finding.acknowledged max@a.test {\"status\":\"open\"} {\"token_id\":%d,\"kind\":\"browser\",\"status\":\"acknowledged\"}"
                .formatted(token),
            "finding.reopened ada@a.test {\"status\":\"acknowledged\"} {\"token_id\":%d,\"kind\":\"browser\",\"status\":\"open\"}"
                .formatted(token));
  }

  @Test
  void muteHoldsForTheKindOfTheToken() throws Exception {
    long token = server.newToken(ADA);
    long one = open(1, token, "new_network", "198.51.100.0/24");
    long other = open(1, token, "new_network", "192.0.2.0/24");
    long client = open(1, token, "new_user_agent", "curl");
    patch(ADA, one, new JsonObject().put("muted", true));
    assertThat(get(ADA, other).bodyAsString()).contains("\"muted\":true");
    assertThat(get(ADA, client).bodyAsString()).contains("\"muted\":false");
    patch(ADA, other, new JsonObject().put("muted", false));
    assertThat(get(ADA, one).bodyAsString()).contains("\"muted\":false");
    assertThat(audit(one)).singleElement().asString().startsWith("finding.muted ada@a.test");
    assertThat(audit(other)).singleElement().asString().startsWith("finding.unmuted ada@a.test");
  }

  @Test
  void findingIsNotReopenedBesideAnotherOnTheSame() throws Exception {
    long token = server.newToken(ADA);
    long old = open(1, token, "browser", "");
    patch(ADA, old, ACKNOWLEDGE);
    open(1, token, "browser", "");
    assertThat(patch(ADA, old, new JsonObject().put("status", "open")).statusCode()).isEqualTo(409);
    assertThat(audit(old)).hasSize(1);
  }

  @Test
  void membersChangeFindingsOfTheirOwnTokensOnly() throws Exception {
    long id = open(1, server.newToken(ADA), "browser", "");
    assertThat(get(MAX, id).statusCode()).isEqualTo(200);
    assertThat(patch(MAX, id, ACKNOWLEDGE).statusCode()).isEqualTo(403);
    assertThat(get(ADA, id).bodyAsString()).contains("\"status\":\"open\"");
    assertThat(audit(id)).isEmpty();
  }

  @Test
  void foreignFindingDoesNotExist() throws Exception {
    long foreign = open(2, server.newToken(EVE), "browser", "");
    HttpResponse<Buffer> unknown = get(ADA, 999_999);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(get(ADA, foreign).bodyAsString()).isEqualTo(unknown.bodyAsString());
    assertThat(patch(ADA, foreign, ACKNOWLEDGE).statusCode()).isEqualTo(404);
    assertThat(ids("/v1/findings")).doesNotContain(foreign);
    assertThat(audit(foreign)).hasSize(2).allMatch(row -> row.startsWith("request.refused ada"));
  }

  @Test
  void changeWithoutItsAuditRowDoesNotHappen() throws Exception {
    long id = open(1, server.newToken(ADA), "browser", "");
    server.execute("alter table audit add constraint full_disk check (false) not valid");
    try {
      assertThat(patch(ADA, id, ACKNOWLEDGE.copy().put("muted", true)).statusCode()).isEqualTo(503);
    } finally {
      server.execute("alter table audit drop constraint full_disk");
    }
    assertThat(get(ADA, id).bodyAsString()).contains("\"status\":\"open\"", "\"muted\":false");
  }

  private static long open(int workspace, long token, String kind, String value) {
    String detail =
        "{\"at\":\"2026-11-24T13:00:00Z\",\"address\":\"203.0.113.1\",\"user_agent\":\"curl/8\",\"method\":\"GET\",\"path\":\"/a\"}";
    server.execute(
        "insert into findings (workspace_id, token_id, kind, value, detail, opened_at, last_seen_at) values (%d, %d, '%s', '%s', '%s', now(), now())"
            .formatted(workspace, token, kind, value, detail));
    return Long.parseLong(server.rows("select max(id) from findings").get(0));
  }

  private static List<Long> ids(String path) throws Exception {
    return server.get(ADA, path).bodyAsJsonObject().getJsonArray("data").stream()
        .map(one -> ((JsonObject) one).getLong("id"))
        .toList();
  }

  private static HttpResponse<Buffer> get(String actor, long id) throws Exception {
    return server.get(actor, "/v1/findings/" + id);
  }

  private static HttpResponse<Buffer> patch(String actor, long id, JsonObject body)
      throws Exception {
    return server.call(actor, HttpMethod.PATCH, "/v1/findings/" + id, body);
  }

  private static List<String> audit(long id) {
    return server.rows(
        "select action, member_email, before, after from audit where subject = 'finding:%d' order by seq"
            .formatted(id));
  }
}
