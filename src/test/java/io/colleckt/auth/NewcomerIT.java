package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever makes calls finds exactly these in the activity log, at once. */
class NewcomerIT {
  private static final String EMAIL = "owner@example.com";
  private static final String PASSWORD = "a long enough sentence";

  private static RedisProcess redis;
  private static RunningNode node;
  private static Dashboard dashboard;

  @BeforeAll
  static void start() throws Exception {
    Database database = Stores.shared().freshDatabase();
    redis = new RedisProcess();
    node = RunningNode.on(database, redis.url());
    FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
    await(first.run(Optional.of(EMAIL), Optional.of(new Password(PASSWORD))));
    dashboard = Dashboard.signIn(node, EMAIL, PASSWORD);
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    redis.close();
  }

  @Test
  void twentyChecksAreExactlyTheseTwentyWithinTwoSeconds() throws Exception {
    JsonObject created = dashboard.createToken(new JsonObject().put("name", "First"));
    long id = created.getJsonObject("token").getLong("id");
    String bearer = "Bearer " + created.getString("plain_text_token");
    for (int i = 0; i < 20; i++) {
      assertThat(dashboard.verify(bearer).statusCode()).isEqualTo(200);
    }
    assertThat(Await.becomesTrue(2_000, () -> calls(id, "") >= 20)).isTrue();
    assertThat(calls(id, "")).isEqualTo(20);
    assertThat(calls(id, "&outcome=accepted")).isEqualTo(20);
    for (Object row : rows(id, "")) {
      JsonObject call = (JsonObject) row;
      assertThat(call.getString("path")).isEqualTo("/v1/verify");
      assertThat(call.getString("address")).isEqualTo("127.0.0.1");
      assertThat(call.getLong("token_id")).isEqualTo(id);
    }
  }

  private static int calls(long id, String filter) throws Exception {
    JsonArray rows = rows(id, filter);
    return IntStream.range(0, rows.size())
        .map(i -> rows.getJsonObject(i).getInteger("calls"))
        .sum();
  }

  private static JsonArray rows(long id, String filter) throws Exception {
    String path = "/v1/activity?limit=200&token_id=" + id + filter;
    return new JsonObject(dashboard.call("GET", path, null).body()).getJsonArray("data");
  }
}
