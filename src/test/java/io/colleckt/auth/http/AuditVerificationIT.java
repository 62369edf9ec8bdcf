package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.http.ManagementServer.MAX;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the owner of the database does to the audit log by hand is found. */
class AuditVerificationIT {
  private static final int ROWS = 1203;
  private static final int ROUNDS = 60;
  private static final List<String> COLUMNS =
      List.of(
          "at = at + interval '1 microsecond'",
          "at = 'infinity'",
          "member_id = coalesce(member_id, 0) + 1",
          "member_id = null",
          "member_email = member_email || 'x'",
          "address = '203.0.113.77'",
          "user_agent = ''",
          "action = action || 'd'",
          "subject = null",
          "before = '{}'",
          "after = (after::text || ' ')::json",
          "hash = sha256(hash)");

  private static final Database STORED = Stores.shared().freshDatabase();

  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer(STORED);
    server.newToken(ADA);
    server.newToken(EVE);
    server.execute(
        """
        select audit_append(1, 1, 'ädä@a.test', '127.0.0.1', 'tést 😀', 'token.changed', 'token:' || i,
          null, '{"name" : "' || i || '"}') from generate_series(2, %d) i
        """
            .formatted(ROWS));
    server.execute("create table kept as select * from audit");
    server.execute("create table kept_heads as select * from audit_heads");
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void untouchedLogIsValidForEveryMemberOfItsWorkspace() throws Exception {
    JsonObject found = verified(MAX);
    assertThat(found.getBoolean("valid")).as("%s", found).isTrue();
    assertThat(found.getInteger("entries")).isEqualTo(ROWS);
    assertThat(found.getJsonObject("head").getString("hash"))
        .isEqualTo(
            server
                .rows("select encode(hash, 'hex') from audit_heads where workspace_id = 1")
                .get(0));
    assertThat(verified(EVE).getInteger("entries")).isEqualTo(1);
  }

  @Test
  void oneAtATimeInAWorkspaceHoldsUpNoOtherWorkspace() throws Exception {
    try (Connection owner = Database.connect(STORED.migrationUrl());
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute("lock table audit in access exclusive mode");
      Future<HttpResponse<Buffer>> ours = verification(ADA);
      Future<HttpResponse<Buffer>> theirs = verification(EVE);
      Thread.sleep(200);
      assertThat(server.get(MAX, "/v1/audit/verify").statusCode()).isEqualTo(429);
      owner.rollback();
      assertThat(await(ours).statusCode()).isEqualTo(200);
      assertThat(await(theirs).statusCode()).isEqualTo(200);
    }
    assertThat(verified(MAX).getBoolean("valid")).isTrue();
  }

  @Test
  void everyTamperingIsFoundWhereItBegins() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      int row = 2 + random.nextInt(ROWS - 3);
      Tampering tampering = tampering(round, row, random);
      server.execute(tampering.sql);
      JsonObject found = verified(ADA);
      String described = "seed %d: %s: %s".formatted(seed, tampering.sql, found);
      assertThat(found.getBoolean("valid")).as(described).isFalse();
      assertThat(found.getLong("first_invalid_seq")).as(described).isEqualTo(tampering.seq);
      restore();
      assertThat(verified(ADA).getBoolean("valid")).as("restored").isTrue();
    }
  }

  private record Tampering(String sql, long seq) {}

  private static Tampering tampering(int round, int row, Random random) {
    List<Tampering> all = new ArrayList<>();
    for (String change : COLUMNS) {
      all.add(new Tampering("update audit set " + change + at(row), row));
    }
    all.add(new Tampering("update audit set seq = -seq" + at(row), -row));
    all.add(new Tampering("delete from audit" + at(row), row));
    all.add(new Tampering(swap(row, row + 1), row));
    int cut = row + random.nextInt(ROWS - row);
    all.add(new Tampering("delete from audit where workspace_id = 1 and seq > " + cut, cut + 1));
    all.add(new Tampering(forged(), ROWS + 1));
    all.add(new Tampering("update audit_heads set seq = seq - 1 where workspace_id = 1", ROWS));
    all.add(
        new Tampering("update audit_heads set hash = sha256(hash) where workspace_id = 1", ROWS));
    all.add(new Tampering("update audit set workspace_id = 2, seq = 2" + at(row), row));
    return all.get(round % all.size());
  }

  private static String at(int row) {
    return " where workspace_id = 1 and seq = " + row;
  }

  private static String swap(int one, int other) {
    return "update audit set seq = -1"
        + at(one)
        + ";"
        + "update audit set seq = "
        + one
        + at(other)
        + ";"
        + "update audit set seq = "
        + other
        + at(-1);
  }

  /** Fits the chain in every way, but was not appended to it. */
  private static String forged() {
    return """
        insert into audit select f.* from audit a, lateral (select (jsonb_populate_record(a, jsonb_build_object(
          'seq', a.seq + 1))).*) f where a.workspace_id = 1 and a.seq = %1$d;
        update audit a set hash = audit_hash((select hash from audit where workspace_id = 1 and seq = %1$d), a)
        where workspace_id = 1 and seq = %1$d + 1
        """
        .formatted(ROWS);
  }

  private static void restore() {
    server.execute(
        """
        delete from audit; insert into audit select * from kept;
        update audit_heads h set seq = k.seq, hash = k.hash from kept_heads k where k.workspace_id = h.workspace_id
        """);
  }

  private static Future<HttpResponse<Buffer>> verification(String actor) {
    return server.request(actor, HttpMethod.GET, "/v1/audit/verify").send();
  }

  private static JsonObject verified(String actor) throws Exception {
    return server.get(actor, "/v1/audit/verify").bodyAsJsonObject();
  }
}
