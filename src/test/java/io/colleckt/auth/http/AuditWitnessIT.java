package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the owner of the database can do so that the chain is right again is found in Redis. */
class AuditWitnessIT {
  private static final int ROWS = 30;
  private static final long PATIENCE_MILLIS = 10_000;

  /** Computes every hash anew from a row on, and the head. */
  private static final String CHAIN_ANEW =
      """
      do $$ declare row audit; previous bytea := decode(repeat('00', 32), 'hex'); begin
        for row in select * from audit where workspace_id = 1 order by seq loop
          previous := audit_hash(previous, row);
          update audit set hash = previous where workspace_id = 1 and seq = row.seq;
          update audit_heads set seq = row.seq, hash = previous where workspace_id = 1;
        end loop; end $$
      """;

  private ManagementServer server;
  private RedisProcess redis;

  @BeforeEach
  void start() throws Exception {
    server = new ManagementServer();
    redis = new RedisProcess();
    append(ROWS);
    assertThat(verified().getString("witness")).isEqualTo("unreachable");
    server.useWitness(redis.url());
    awaitWitness(ROWS);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    redis.close();
  }

  @Test
  void logThatWasWrittenAnewIsFound() throws Exception {
    server.execute(
        "update audit set member_email = 'eve@b.test' where workspace_id = 1 and seq = 3");
    server.execute(CHAIN_ANEW);
    assertFound(ROWS, "This row is not the one that the witness has seen.");
    append(5);
    Thread.sleep(2_500);
    assertFound(ROWS, "This row is not the one that the witness has seen.");
  }

  @Test
  void tailThatWasCutWithItsHeadRewoundIsFound() throws Exception {
    server.execute("delete from audit where workspace_id = 1 and seq > 20");
    server.execute(CHAIN_ANEW);
    assertFound(21, "The rows from here on are missing: the witness has seen a later one.");
    append(10);
    Thread.sleep(2_500);
    assertFound(ROWS, "This row is not the one that the witness has seen.");
  }

  @Test
  void whatIsAppendedIsSoonWitnessed() throws Exception {
    append(1);
    awaitWitness(ROWS + 1);
    server.newToken(ADA);
    awaitWitness(ROWS + 2);
    assertThat(verified().getBoolean("valid")).isTrue();
  }

  @Test
  void witnessOutlivesARestartOfRedisAndNoFlush() throws Exception {
    String since = verified().getJsonObject("witnessed").getString("since");
    redis.shutDown();
    assertThat(verified().getString("witness")).isEqualTo("unreachable");
    redis.start();
    awaitWitness(ROWS);
    assertThat(verified().getJsonObject("witnessed").getString("since")).isEqualTo(since);

    Thread.sleep(1_000);
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      connection.command("FLUSHALL");
    }
    assertThat(verified().getString("witness")).isEqualTo("none");
    server.newToken(ADA);
    awaitWitness(ROWS + 1);
    assertThat(verified().getJsonObject("witnessed").getString("since")).isGreaterThan(since);
  }

  private void assertFound(int seq, String reason) throws Exception {
    JsonObject found = verified();
    assertThat(found.getBoolean("valid")).as("%s", found).isFalse();
    assertThat(found.getInteger("first_invalid_seq")).isEqualTo(seq);
    assertThat(found.getString("reason")).isEqualTo(reason);
    assertThat(found.getJsonObject("witnessed").getInteger("seq")).isEqualTo(ROWS);
  }

  private void awaitWitness(int seq) throws Exception {
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> witnessed(verified()) == seq))
        .as("%s", verified())
        .isTrue();
  }

  private static int witnessed(JsonObject found) {
    return found.getJsonObject("witnessed", new JsonObject()).getInteger("seq", 0);
  }

  private JsonObject verified() throws Exception {
    return server.get(ADA, "/v1/audit/verify").bodyAsJsonObject();
  }

  private void append(int rows) {
    server.execute(
        "select audit_append(1, 1, 'ada@a.test', null, null, 'token.changed', 'token:' || i, null, null)"
            + " from generate_series(1, "
            + rows
            + ") i");
  }
}
