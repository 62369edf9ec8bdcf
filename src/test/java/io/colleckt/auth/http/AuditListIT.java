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
import org.junit.jupiter.params.provider.CsvSource;

/** The audit log shows who changed what in the workspace, page by page, and nobody else's. */
class AuditListIT {
  private static ManagementServer server;
  private static String between;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
    long token = server.newToken(ADA);
    between =
        server
            .rows("select to_char(clock_timestamp(), 'YYYY-MM-DD\"T\"HH24:MI:SS.USOF:00')")
            .get(0);
    server.patch(ADA, token, new JsonObject().put("name", "CD"));
    server.newToken(MAX);
    server.newToken(EVE);
    server.delete(ADA, token);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void everyMemberSeesAllOfTheirWorkspaceNewestFirst() throws Exception {
    assertThat(actions(MAX, ""))
        .containsExactly("token.revoked", "token.created", "token.changed", "token.created");
    assertThat(actions(EVE, "")).containsExactly("token.created");
  }

  @Test
  void rowTellsWhoWhatWhenFromWhereBeforeAndAfter() throws Exception {
    JsonObject row = page(ADA, "?action=token.changed").getJsonArray("data").getJsonObject(0);

    assertThat(row.getLong("seq")).isEqualTo(2);
    assertThat(row.getJsonObject("member"))
        .isEqualTo(new JsonObject().put("id", 1).put("email", "ada@a.test"));
    assertThat(row.getString("subject")).isEqualTo("token:1");
    assertThat(row.getString("address")).isEqualTo("127.0.0.1");
    assertThat(row.getString("user_agent")).isEqualTo("test");
    assertThat(row.getJsonObject("before")).isEqualTo(new JsonObject().put("name", "CI"));
    assertThat(row.getJsonObject("after")).isEqualTo(new JsonObject().put("name", "CD"));
    assertThat(row.getString("hash"))
        .isEqualTo(
            server
                .rows("select encode(hash, 'hex') from audit where workspace_id = 1 and seq = 2")
                .get(0));
  }

  @Test
  void filtersApply() throws Exception {
    assertThat(actions(ADA, "?action=token.created")).hasSize(2);
    assertThat(actions(ADA, "?member_id=2")).containsExactly("token.created");
    assertThat(actions(ADA, "?subject=token:1"))
        .containsExactly("token.revoked", "token.changed", "token.created");
    assertThat(actions(ADA, "?subject=token:1&member_id=2")).isEmpty();
    assertThat(actions(ADA, "?to=" + encoded(between))).containsExactly("token.created");
    assertThat(actions(ADA, "?from=" + encoded(between)))
        .containsExactly("token.revoked", "token.created", "token.changed");
    assertThat(actions(ADA, "?from=2030-01-01T00:00:00Z")).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepeatWhileRowsAreAdded() throws Exception {
    List<Long> seqs = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = page(MAX, "?limit=1&subject=token:1" + cursor);
      page.getJsonArray("data").forEach(row -> seqs.add(((JsonObject) row).getLong("seq")));
      String next = page.getString("next_cursor");
      cursor = next == null ? "" : "&cursor=" + next;
      server.execute("select audit_append(1, 1, null, null, null, 'x', 'token:1', null, null)");
    } while (!cursor.isEmpty());
    server.execute(
        "delete from audit where action = 'x'; update audit_heads h set seq = 4, hash = a.hash from audit a where"
            + " h.workspace_id = 1 and a.workspace_id = 1 and a.seq = 4");

    assertThat(seqs).containsExactly(4L, 2L, 1L);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          action=token%20revoked,      action,    The action must be one such as token.revoked.
          action=,                     action,    The action must be one such as token.revoked.
          member_id=0,                 member_id, The member_id must be the id of a member.
          member_id=me,                member_id, The member_id must be the id of a member.
          subject=%00,                 subject,   The subject must be one such as token:12.
          from=yesterday,              from,      The from must be an instant such as 2030-01-31T12:00:00Z.
          to=2030-01-31,               to,        The to must be an instant such as 2030-01-31T12:00:00Z.
          to=+999999999-01-01T00:00Z,  to,        The to must be an instant such as 2030-01-31T12:00:00Z.
          from=2031-01-01T00:00:00Z&to=2030-01-01T00:00:00Z, from, The from must be before the to.
          cursor=nonsense,             cursor,    The cursor must be the next_cursor of an earlier page.
          limit=101,                   limit,     The limit must be a whole number from 1 to 100.
          workspace_id=2,              workspace_id, There is no such query parameter.
          """)
  void whatIsNotAcceptableIsNamed(String query, String field, String message) throws Exception {
    HttpResponse<Buffer> response = server.get(ADA, "/v1/audit?" + query);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.bodyAsJsonObject().getJsonObject("errors").getJsonArray(field).getString(0))
        .isEqualTo(message);
  }

  @Test
  void cursorHoldsForItsListOnly() throws Exception {
    String cursor = page(ADA, "?limit=1").getString("next_cursor");

    assertThat(server.get(EVE, "/v1/audit?cursor=" + cursor).statusCode()).isEqualTo(422);
    assertThat(server.get(ADA, "/v1/audit?member_id=1&cursor=" + cursor).statusCode())
        .isEqualTo(422);
    assertThat(server.call(MAX, HttpMethod.GET, "/v1/audit?cursor=" + cursor, null).statusCode())
        .isEqualTo(200);
  }

  private static String encoded(String instant) {
    return instant.replace("+", "%2B");
  }

  private static List<String> actions(String actor, String query) throws Exception {
    return page(actor, query).getJsonArray("data").stream()
        .map(row -> ((JsonObject) row).getString("action"))
        .toList();
  }

  private static JsonObject page(String actor, String query) throws Exception {
    HttpResponse<Buffer> response = server.get(actor, "/v1/audit" + query);
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    return response.bodyAsJsonObject();
  }
}
