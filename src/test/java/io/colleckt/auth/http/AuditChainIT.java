package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows are numbered without gaps, one for each change that came about and none for others. */
class AuditChainIT {
  private static final int AT_ONCE = 50;

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
  void changesAtOnceInTwoWorkspacesLeaveNoGap() throws Exception {
    List<Future<HttpResponse<Buffer>>> changes = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      changes.add(create(ADA, "at once " + i));
      changes.add(create(EVE, "at once " + i));
    }
    await(Future.join(changes).otherwiseEmpty());

    long made = changes.stream().filter(change -> change.result().statusCode() == 201).count();
    // One workspace makes one change after the other, so a slow disk lets fewer through in their
    // time.
    assertThat(made).isGreaterThan(AT_ONCE / 5);
    assertChained(ADA);
    assertChained(EVE);
    assertThat(count("audit where action = 'token.created'")).isGreaterThanOrEqualTo(made);
    assertThat(
            server.rows(
                """
                select t.id, a.seq from tokens t full join (select * from audit where action = 'token.created') a
                on a.subject = 'token:' || t.id and a.workspace_id = t.workspace_id
                where t.id is null or a.seq is null
                """))
        .as("tokens without a row, or rows without a token")
        .isEmpty();
  }

  @Test
  void changeThatFailsAtItsCommitLeavesNoGap() throws Exception {
    long token = server.newToken(ADA);
    long before = count("audit where workspace_id = 1");
    server.execute(
        """
        create function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end';
        create constraint trigger refusing after update on tokens deferrable initially deferred
        for each row execute function refuse()
        """);

    HttpResponse<Buffer> failed = server.patch(ADA, token, new JsonObject().put("name", "never"));
    HttpResponse<Buffer> unchanged = server.patch(ADA, token, new JsonObject());
    server.execute("drop trigger refusing on tokens; drop function refuse");

    assertThat(failed.statusCode()).isEqualTo(503);
    assertThat(unchanged.statusCode()).isLessThan(500);
    assertThat(count("audit where workspace_id = 1")).isEqualTo(before);
    server.newToken(ADA);
    assertThat(count("audit where workspace_id = 1")).isEqualTo(before + 1);
    assertChained(ADA);
  }

  private static void assertChained(String actor) throws Exception {
    JsonObject found = server.get(actor, "/v1/audit/verify").bodyAsJsonObject();
    assertThat(found.getBoolean("valid")).as("%s", found).isTrue();
    int workspace = actor.equals(ADA) ? 1 : 2;
    assertThat(count("audit where workspace_id = " + workspace))
        .isEqualTo(found.getLong("entries"));
  }

  private static Future<HttpResponse<Buffer>> create(String actor, String name) {
    return server
        .request(actor, HttpMethod.POST, "/v1/tokens")
        .sendJsonObject(new JsonObject().put("name", name));
  }

  private static long count(String what) {
    return Long.parseLong(server.rows("select count(*) from " + what).get(0));
  }
}
