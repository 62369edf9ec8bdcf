package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.http.ManagementServer.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members manage their own tokens; what is another workspace's does not exist. */
class TokenAccessIT {
  private static final String CALLS =
      """
      GET,    '',       -
      PATCH,  '',       {"paused":true}
      DELETE, '',       -
      GET,    /impact,  -
      GET,    /receipt, -
      GET,    /rotation, -
      POST,   /rotate,  {"grace_hours":1}
      """;

  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @ParameterizedTest
  @CsvSource(textBlock = CALLS, nullValues = "-", delimiter = ',', quoteCharacter = '\'')
  void foreignIdGets404LikeAnUnknownOneAndIsAudited(String method, String path, String body)
      throws Exception {
    long foreign = server.newToken(EVE);

    HttpResponse<Buffer> atForeign = call(ADA, method, foreign, path, body);
    HttpResponse<Buffer> atUnknown = call(ADA, method, 999_999, path, body);

    assertThat(atForeign.statusCode()).isEqualTo(404);
    assertThat(atForeign.bodyAsString()).isEqualTo(atUnknown.bodyAsString());
    assertThat(atUnknown.statusCode()).isEqualTo(404);
    assertThat(audit(foreign)).isEqualTo("request.refused 1 ada@a.test {\"reason\":\"foreign\"}");
    assertThat(server.rows("select * from audit where subject = 'token:999999'")).isEmpty();
    assertThat(server.get(EVE, "/v1/tokens/" + foreign).bodyAsString())
        .contains("\"status\":\"active\"");
  }

  @ParameterizedTest
  @CsvSource(textBlock = CALLS, nullValues = "-", delimiter = ',', quoteCharacter = '\'')
  void membersReadTokensOfOthersAndChangeTheirOwnOnly(String method, String path, String body)
      throws Exception {
    int others = call(MAX, method, server.newToken(ADA), path, body).statusCode();
    int own = call(MAX, method, server.newToken(MAX), path, body).statusCode();

    assertThat(own)
        .isIn(path.startsWith("/r") && method.equals("GET") ? List.of(404) : List.of(200, 201));
    assertThat(others).isEqualTo(method.equals("GET") ? own : 403);
  }

  @Test
  void ownersChangeTokensOfMembers() throws Exception {
    assertThat(server.delete(ADA, server.newToken(MAX)).statusCode()).isEqualTo(200);
  }

  @Test
  void refusedChangeLeavesNoTrace() throws Exception {
    long id = server.newToken(ADA);
    server.patch(MAX, id, new JsonObject().put("paused", true));
    server.delete(MAX, id);

    assertThat(server.rows("select state, version from tokens where id = " + id))
        .containsExactly("active 1");
    assertThat(server.rows("select * from outbox where token_id = " + id)).isEmpty();
  }

  @Test
  void changeWithoutItsAuditRowDoesNotHappen() throws Exception {
    long id = server.newToken(ADA);
    String count = "select count(*) from tokens";
    List<String> before = server.rows(count);
    server.execute("alter table audit add constraint full_disk check (false) not valid");
    try {
      assertThat(server.delete(ADA, id).statusCode()).isEqualTo(503);
      assertThat(server.patch(ADA, id, new JsonObject().put("name", "x")).statusCode())
          .isEqualTo(503);
      assertThat(call(ADA, "POST", id, "/rotate", "{\"grace_hours\":0}").statusCode())
          .isEqualTo(503);
      assertThat(server.post(ADA, "/v1/tokens", new JsonObject().put("name", "CI")).statusCode())
          .isEqualTo(503);
    } finally {
      server.execute("alter table audit drop constraint full_disk");
    }
    assertThat(server.rows("select state, version, name from tokens where id = " + id))
        .containsExactly("active 1 CI");
    assertThat(server.rows("select * from outbox where token_id = " + id)).isEmpty();
    assertThat(server.rows(count)).isEqualTo(before);
  }

  private static HttpResponse<Buffer> call(
      String actor, String method, long id, String path, String body) throws Exception {
    return server.call(
        actor,
        HttpMethod.valueOf(method),
        "/v1/tokens/" + id + path,
        body == null ? null : new JsonObject(body));
  }

  private static String audit(long id) throws Exception {
    return server
        .rows(
            "select action, workspace_id, member_email, after from audit where subject = 'token:%d' and action <> 'token.created'"
                .formatted(id))
        .get(0);
  }
}
