package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rotation never loses the new secret, and says whether the old token's end is in force. */
class TokenRotationIT {
  private static ManagementServer server;
  private JsonObject old;

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
    JsonObject body =
        new JsonObject(
            """
            {"name":"CI","environment":"sandbox","abilities":["a"],"allowed_ips":["10.0.0.0/8"],
             "rate_limit":{"limit":1,"window_seconds":1},"expires_in_days":10}
            """);
    old = server.post(ADA, "/v1/tokens", body).bodyAsJsonObject();
    server.placed.clear();
  }

  @Test
  void replacementHasTheSameSettingsAndAnotherSecret() throws Exception {
    HttpResponse<Buffer> response = rotate(24);

    assertThat(response.statusCode()).isEqualTo(201);
    JsonObject token = response.bodyAsJsonObject().getJsonObject("token");
    assertThat(settings(token)).isEqualTo(settings(old.getJsonObject("token")));
    assertThat(response.bodyAsJsonObject().getString("plain_text_token"))
        .startsWith(token.getLong("id") + "|")
        .isNotEqualTo(old.getString("plain_text_token"));
    assertThat(expiry(token)).isAfterOrEqualTo(expiry(old.getJsonObject("token")));
  }

  @Test
  void oldTokenExpiresAfterTheGraceAndItsFloorStands() throws Exception {
    JsonObject answer = rotate(24).bodyAsJsonObject();

    JsonObject previous = answer.getJsonObject("previous");
    assertThat(previous.getLong("id")).isEqualTo(oldId());
    assertThat(previous.getBoolean("pending")).isFalse();
    assertThat(Duration.between(Instant.now(), Instant.parse(previous.getString("expires_at"))))
        .isBetween(Duration.ofHours(24).minusSeconds(30), Duration.ofHours(24));
    assertThat(server.placed)
        .singleElement()
        .returns(oldId(), Mark::tokenId)
        .returns(MarkKind.FLOOR, Mark::kind)
        .returns(2, Mark::version);
    JsonObject seen =
        server.get(ADA, "/v1/tokens/" + oldId()).bodyAsJsonObject().getJsonObject("token");
    assertThat(seen.getString("expires_at")).isEqualTo(previous.getString("expires_at"));
    assertThat(seen.getLong("rotated_to")).isEqualTo(answer.getJsonObject("token").getLong("id"));
    assertThat(seen.getLong("rotated_from")).isNull();
  }

  @Test
  void replacementTellsWhatItReplacesEvenAfterThatIsRevoked() throws Exception {
    JsonObject made = rotate(24).bodyAsJsonObject().getJsonObject("token");
    assertThat(made.getLong("rotated_from")).isEqualTo(oldId());

    assertThat(server.delete(ADA, oldId()).statusCode()).isEqualTo(200);

    JsonObject seen =
        server
            .get(ADA, "/v1/tokens/" + made.getLong("id"))
            .bodyAsJsonObject()
            .getJsonObject("token");
    assertThat(seen.getLong("rotated_from")).isEqualTo(oldId());
    assertThat(seen.getLong("rotated_to")).isNull();
  }

  @Test
  void graceDoesNotLengthenALife() throws Exception {
    JsonObject previous = rotate(720).bodyAsJsonObject().getJsonObject("previous");

    assertThat(previous.getString("expires_at"))
        .isEqualTo(old.getJsonObject("token").getString("expires_at"));
  }

  @Test
  void withoutGraceTheOldTokenExpiresAtOnce() throws Exception {
    rotate(0);

    assertThat(server.get(ADA, "/v1/tokens/" + oldId()).bodyAsString())
        .contains("\"status\":\"expired\"");
  }

  @Test
  void withoutRedisTheNewSecretIsThereAndTheOldTokenPending() throws Exception {
    server.redisUp = false;

    HttpResponse<Buffer> response = rotate(0);

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.bodyAsJsonObject().getString("plain_text_token")).contains("|");
    assertThat(response.bodyAsJsonObject().getJsonObject("previous").getBoolean("pending"))
        .isTrue();
    assertThat(server.rows("select kind, version from outbox where token_id = " + oldId()))
        .containsExactly("floor 2");
  }

  @Test
  void tokenIsRotatedOnce() throws Exception {
    rotate(1);

    assertThat(rotate(0).statusCode()).isEqualTo(409);
  }

  @Test
  void rotationIsInTheAuditLogOfBothTokens() throws Exception {
    long replacement = rotate(1).bodyAsJsonObject().getJsonObject("token").getLong("id");

    assertThat(
            server.rows(
                "select action, after ->> 'rotated_to' from audit where subject = 'token:%d' order by seq desc limit 1"
                    .formatted(oldId())))
        .containsExactly("token.rotated " + replacement);
    assertThat(
            server.rows(
                "select action from audit where subject = 'token:%d'".formatted(replacement)))
        .containsExactly("token.created");
  }

  @Test
  void graceBeyond30DaysGets422() throws Exception {
    assertThat(rotate(721).statusCode()).isEqualTo(422);
    assertThat(rotate(-1).statusCode()).isEqualTo(422);
  }

  private HttpResponse<Buffer> rotate(int hours) throws Exception {
    return server.post(
        ADA, "/v1/tokens/" + oldId() + "/rotate", new JsonObject().put("grace_hours", hours));
  }

  private long oldId() {
    return old.getJsonObject("token").getLong("id");
  }

  private static Instant expiry(JsonObject token) {
    return Instant.parse(token.getString("expires_at"));
  }

  private static JsonObject settings(JsonObject token) {
    JsonObject settings = token.copy();
    settings.remove("id");
    settings.remove("created_at");
    settings.remove("expires_at");
    settings.remove("rotated_to");
    settings.remove("rotated_from");
    return settings;
  }
}
