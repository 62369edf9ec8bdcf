package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change that a check can see is answered 200 only when every check sees it. */
class TokenChangesIT {
  private static ManagementServer server;
  private long id;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @BeforeEach
  void createToken() throws Exception {
    server.redisUp = true;
    id = server.newToken(ADA);
    server.placed.clear();
  }

  @Test
  void renamingNeedsNoRedis() throws Exception {
    server.redisUp = false;

    assertThat(change("{\"name\":\" New \"}"))
        .returns(200, HttpResponse::statusCode)
        .returns("New", response -> token(response).getString("name"));
    assertThat(outbox()).isEqualTo("0");
    assertThat(audit()).isEqualTo("token.changed {\"name\":\"CI\"} {\"name\":\"New\"}");
    assertThat(server.rows("select version from tokens where id = " + id)).containsExactly("2");
  }

  @Test
  void pausingAndResumingPlaceFloorsOfTheirVersions() throws Exception {
    assertThat(token(change("{\"paused\":true}")).getString("status")).isEqualTo("paused");
    assertThat(audit()).startsWith("token.paused");
    assertThat(token(change("{\"paused\":false}")).getString("status")).isEqualTo("active");
    assertThat(audit()).startsWith("token.resumed");

    assertThat(server.placed).extracting(Mark::kind).containsOnly(MarkKind.FLOOR);
    assertThat(server.placed).extracting(Mark::version).containsExactly(2, 3);
    assertThat(outbox()).isEqualTo("0");
  }

  @Test
  void pausedTokenLeavesAFloorInTheOutboxWithoutRedis() throws Exception {
    server.redisUp = false;

    assertPending(change("{\"paused\":true}"));
    assertThat(server.rows("select kind, version from outbox where token_id = " + id))
        .containsExactly("floor 2");
    assertThat(server.get(ADA, "/v1/tokens/" + id).bodyAsString()).contains("\"paused\"");
  }

  @Test
  void repeatOfAPendingChangeIsNotAnsweredBeforeItIsInForce() throws Exception {
    server.redisUp = false;
    assertPending(change("{\"paused\":true}"));
    assertPending(change("{\"paused\":true}"));
    server.redisUp = true;

    assertThat(change("{\"paused\":true}").statusCode()).isEqualTo(200);
    assertThat(outbox()).isEqualTo("0");
    assertThat(
            server.rows(
                "select count(*) from audit where action = 'token.paused' and subject = 'token:"
                    + id
                    + "'"))
        .containsExactly("1");
  }

  @Test
  void grantIsReplacedWhereItIsGiven() throws Exception {
    JsonObject token =
        token(
            change(
                """
                {"abilities":["a","b"],"allowed_ips":["10.0.0.1"],"rate_limit":{"limit":5,"window_seconds":1}}
                """));

    assertThat(token.getJsonArray("abilities")).isEqualTo(new JsonArray().add("a").add("b"));
    assertThat(token.getJsonArray("allowed_ips")).isEqualTo(new JsonArray().add("10.0.0.1/32"));
    assertThat(token.getJsonObject("rate_limit").getInteger("limit")).isEqualTo(5);
    JsonObject after = token(change("{\"rate_limit\":null}"));
    assertThat(after.getJsonObject("rate_limit")).isNull();
    assertThat(after.getJsonArray("abilities")).isEqualTo(token.getJsonArray("abilities"));
    assertThat(server.placed).extracting(Mark::version).containsExactly(2, 3);
  }

  @Test
  void changeOfNothingLeavesNoTrace() throws Exception {
    assertThat(change("{}").statusCode()).isEqualTo(200);
    assertThat(change("{\"name\":\"CI\",\"paused\":false}").statusCode()).isEqualTo(200);

    assertThat(server.rows("select version from tokens where id = " + id)).containsExactly("1");
    assertThat(audit()).startsWith("token.created");
    assertThat(server.placed).isEmpty();
  }

  private HttpResponse<Buffer> change(String body) throws Exception {
    return server.patch(ADA, id, new JsonObject(body));
  }

  private static JsonObject token(HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    return response.bodyAsJsonObject().getJsonObject("token");
  }

  private static void assertPending(HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.bodyAsString()).isEqualTo("{\"message\":\"Change pending.\"}");
  }

  private String outbox() throws Exception {
    return server.rows("select count(*) from outbox where token_id = " + id).get(0);
  }

  private String audit() throws Exception {
    return server
        .rows(
            "select action, before, after from audit where subject = 'token:%d' order by seq desc"
                .formatted(id))
        .get(0);
  }
}
