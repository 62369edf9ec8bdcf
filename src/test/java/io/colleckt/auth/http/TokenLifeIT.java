package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has been answered is what the next check sees, with a real Redis and a real Postgres. */
class TokenLifeIT {
  private static RedisProcess redis;
  private static ManagementServer server;
  private long id;
  private String plainText;

  @BeforeAll
  static void start() throws Exception {
    redis = new RedisProcess();
    server = new ManagementServer();
    server.useRedis(redis.url());
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
    redis.close();
  }

  @BeforeEach
  void createTokenThatIsKnownToRedis() throws Exception {
    JsonObject answer = server.create(ADA, "CI");
    id = answer.getJsonObject("token").getLong("id");
    plainText = answer.getString("plain_text_token");
    assertAccepted(plainText);
    assertAccepted(plainText);
  }

  @Test
  void revokedTokenIsRefusedByTheNextCheck() throws Exception {
    assertThat(server.delete(ADA, id).statusCode()).isEqualTo(200);

    assertThat(server.check(plainText)).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void pausedTokenIsRefusedUntilItIsResumed() throws Exception {
    change("{\"paused\":true}");
    assertThat(server.check(plainText)).isEqualTo(Verdict.PAUSED);

    change("{\"paused\":false}");
    assertAccepted(plainText);
  }

  @Test
  void narrowedTokenIsRefusedAndWidenedAgainAccepted() throws Exception {
    change("{\"allowed_ips\":[\"10.0.0.0/8\"]}");
    assertThat(server.check(plainText)).isEqualTo(Verdict.ADDRESS);

    change("{\"allowed_ips\":[\"10.0.0.0/8\",\"127.0.0.1\"]}");
    assertAccepted(plainText);
  }

  @Test
  void rotatedTokenWithoutGraceIsExpiredAndItsReplacementAccepted() throws Exception {
    JsonObject rotation =
        server
            .post(ADA, "/v1/tokens/" + id + "/rotate", new JsonObject().put("grace_hours", 0))
            .bodyAsJsonObject();

    assertThat(rotation.getJsonObject("previous").getBoolean("pending")).isFalse();
    assertThat(server.check(plainText)).isEqualTo(Verdict.EXPIRED);
    assertAccepted(rotation.getString("plain_text_token"));
  }

  @Test
  void frozenRedisMakesARevocationPendingUntilItIsBack() throws Exception {
    redis.stop();
    HttpResponse<Buffer> pending;
    try {
      pending = server.delete(ADA, id);
    } finally {
      redis.cont();
    }

    assertThat(pending.bodyAsString()).isEqualTo("{\"message\":\"Revocation pending.\"}");
    HttpResponse<Buffer> repeat = server.delete(ADA, id);
    for (int attempt = 0; attempt < 100 && repeat.statusCode() == 503; attempt++) {
      Thread.sleep(100);
      repeat = server.delete(ADA, id);
    }
    assertThat(repeat.statusCode()).isEqualTo(200);
    assertThat(server.check(plainText)).isIn(List.of(Verdict.REVOKED, Verdict.UNAVAILABLE));
  }

  private void change(String body) throws Exception {
    assertThat(server.patch(ADA, id, new JsonObject(body)).statusCode()).isEqualTo(200);
  }

  private static void assertAccepted(String token) throws Exception {
    assertThat(server.check(token)).isInstanceOf(Verdict.Accepted.class);
  }
}
