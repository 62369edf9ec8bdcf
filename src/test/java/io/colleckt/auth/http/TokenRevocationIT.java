package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A revocation is answered 200 only when it is in force everywhere; until then it is pending. */
class TokenRevocationIT {
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
    server.execute("delete from nodes");
    id = server.newToken(ADA);
    server.placed.clear();
  }

  @Test
  void revokedTokenIsGoneAndItsReceiptStays() throws Exception {
    HttpResponse<Buffer> response = server.delete(ADA, id);

    assertThat(response.statusCode()).isEqualTo(200);
    JsonObject receipt = response.bodyAsJsonObject();
    Instant revokedAt = Instant.parse(receipt.getString("revoked_at"));
    assertThat(Duration.between(revokedAt, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    assertThat(receipt)
        .isEqualTo(
            new JsonObject()
                .put("id", id)
                .put("revoked_at", revokedAt.toString())
                .put("last_accepted_at", null)
                .put("calls_last_24h", 0)
                .put("complete", true));
    assertThat(server.get(ADA, "/v1/tokens/" + id).statusCode()).isEqualTo(404);
    assertThat(server.get(ADA, "/v1/tokens/" + id + "/impact").statusCode()).isEqualTo(404);
    assertThat(server.get(ADA, "/v1/tokens").bodyAsJsonObject().getJsonArray("data"))
        .noneMatch(token -> ((JsonObject) token).getLong("id") == id);
    assertThat(server.get(ADA, "/v1/tokens/" + id + "/receipt").bodyAsJsonObject())
        .isEqualTo(receipt);
  }

  @Test
  void revocationPlacesATombstoneAndEmptiesTheOutbox() throws Exception {
    server.delete(ADA, id);

    assertThat(server.placed)
        .singleElement()
        .returns(id, Mark::tokenId)
        .returns(MarkKind.TOMBSTONE, Mark::kind)
        .returns(2, Mark::version);
    assertThat(outbox()).isEqualTo("0");
  }

  @Test
  void repeatGetsTheSameReceiptAndPlacesItsOwnTombstone() throws Exception {
    JsonObject receipt = server.delete(ADA, id).bodyAsJsonObject();
    server.placed.clear();

    HttpResponse<Buffer> repeat = server.delete(ADA, id);

    assertThat(repeat.statusCode()).isEqualTo(200);
    assertThat(repeat.bodyAsJsonObject()).isEqualTo(receipt);
    assertThat(server.placed).containsExactly(new Mark(0, id, MarkKind.TOMBSTONE, 2));
    assertThat(audit()).isEqualTo("1");
  }

  @Test
  void twoDeletesAtOnceGetTheSameReceiptAndOneAuditRow() throws Exception {
    Future<HttpResponse<Buffer>> first = revoke();
    Future<HttpResponse<Buffer>> second = revoke();

    assertThat(await(first).statusCode()).isEqualTo(200);
    assertThat(await(second).bodyAsJsonObject()).isEqualTo(await(first).bodyAsJsonObject());
    assertThat(audit()).isEqualTo("1");
  }

  @Test
  void withoutRedisTheRevocationIsPendingAndSaysSo() throws Exception {
    server.redisUp = false;

    assertPending(server.delete(ADA, id));
    assertPending(server.delete(ADA, id));
    assertPending(server.get(ADA, "/v1/tokens/" + id + "/receipt"));
    assertThat(server.get(ADA, "/v1/tokens/" + id).bodyAsString())
        .contains("\"status\":\"revoking\"");
    assertThat(
            server.get(ADA, "/v1/tokens?status=revoking").bodyAsJsonObject().getJsonArray("data"))
        .singleElement()
        .returns(id, token -> ((JsonObject) token).getLong("id"));
    assertThat(audit()).isEqualTo("1");
    assertThat(server.patch(ADA, id, new JsonObject().put("paused", true)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void relayFinishesWhatWasPending() throws Exception {
    server.redisUp = false;
    assertPending(server.delete(ADA, id));
    server.redisUp = true;

    assertThat(becomesTrue(15_000, () -> outbox().equals("0"))).isTrue();

    assertThat(server.placed).anyMatch(mark -> mark.tokenId() == id);
    assertThat(server.get(ADA, "/v1/tokens/" + id).statusCode()).isEqualTo(404);
    assertThat(server.get(ADA, "/v1/tokens/" + id + "/receipt").statusCode()).isEqualTo(200);
  }

  @Test
  void repeatFinishesWhatWasPendingWithoutWaitingForTheRelay() throws Exception {
    server.redisUp = false;
    assertPending(server.delete(ADA, id));
    server.redisUp = true;

    assertThat(server.delete(ADA, id).statusCode()).isEqualTo(200);
    assertThat(outbox()).isEqualTo("0");
  }

  @Test
  void whileAnotherNodeSeesAnotherRedisTheRevocationIsPending() throws Exception {
    server.execute(
        "insert into nodes (id, namespace, seen_at) values (gen_random_uuid(), 'elsewhere', now() + interval '1 hour')");

    assertPending(server.delete(ADA, id));
    assertPending(server.delete(ADA, id));
    assertThat(server.placed).anyMatch(mark -> mark.tokenId() == id);

    server.execute("update nodes set seen_at = now() - interval '6 seconds'");
    assertThat(server.delete(ADA, id).statusCode()).isEqualTo(200);
  }

  @Test
  void unknownTokenHasNoReceiptAndALiveOneNeither() throws Exception {
    assertThat(server.get(ADA, "/v1/tokens/" + id + "/receipt").statusCode()).isEqualTo(404);
    assertThat(server.delete(ADA, 999_999).statusCode()).isEqualTo(404);
  }

  private static void assertPending(HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.bodyAsString()).isEqualTo("{\"message\":\"Revocation pending.\"}");
    assertThat(response.getHeader("Retry-After")).isEqualTo("1");
  }

  private Future<HttpResponse<Buffer>> revoke() {
    return server.request(ADA, HttpMethod.DELETE, "/v1/tokens/" + id).send();
  }

  private String outbox() throws Exception {
    return server.rows("select count(*) from outbox where token_id = " + id).get(0);
  }

  private String audit() throws Exception {
    return server
        .rows(
            "select count(*) from audit where action = 'token.revoked' and subject = 'token:%d'"
                .formatted(id))
        .get(0);
  }
}
