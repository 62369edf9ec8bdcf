package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Receiver;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The life of a token, as a webhook of its workspace hears of it. */
class WebhookIT {
  private static final String EMAIL = "owner@example.com";
  private static final String PASSWORD = "correct horse battery";
  private static final Vertx OUTSIDE = Vertx.vertx();
  private static Database database;
  private static RedisProcess redis;
  private static RunningNode node;
  private static Dashboard dashboard;
  private static Receiver receiver;

  @BeforeAll
  static void start() throws Exception {
    database = Stores.shared().freshDatabase();
    redis = new RedisProcess();
    node = RunningNode.on(database, redis.url());
    FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
    await(first.run(Optional.of(EMAIL), Optional.of(new Password(PASSWORD))));
    dashboard = Dashboard.signIn(node, EMAIL, PASSWORD);
    receiver = new Receiver(OUTSIDE);
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    redis.close();
    await(OUTSIDE.close());
  }

  @Test
  void aTokensLifeIsToldOnceAndSigned() throws Exception {
    String url = "http://localhost:" + receiver.port() + "/";
    JsonObject made =
        new JsonObject(
            dashboard.call("POST", "/v1/webhooks", new JsonObject().put("url", url)).body());
    long webhook = made.getJsonObject("webhook").getLong("id");
    long expiring = token("Expiring");
    long rotated = token("Rotated");
    JsonObject grace = new JsonObject().put("grace_hours", 1);
    dashboard.call("POST", "/v1/tokens/" + rotated + "/rotate", grace);
    dashboard.call("DELETE", "/v1/tokens/" + token("Revoked"), null);
    end(expiring, "now() + interval '7 days'");
    assertThat(becomesTrue(30_000, () -> told("token.expiring").size() == 1)).isTrue();
    end(expiring, "now()");
    assertThat(becomesTrue(30_000, () -> told("token.expired").size() == 1)).isTrue();
    dashboard.call("POST", "/v1/webhooks/" + webhook + "/test", null);
    assertThat(becomesTrue(30_000, () -> told("ping").size() == 1)).isTrue();

    assertThat(told("token.created")).containsExactly("Expiring", "Rotated", "Rotated", "Revoked");
    assertThat(told("token.revoked")).containsExactly("Revoked");
    assertThat(told("token.expiring")).containsExactly("Expiring");
    assertThat(told("token.expired")).containsExactly("Expiring");
    String secret = made.getString("secret");
    for (Receiver.Got message : receiver.got) {
      assertThat(message.signedBy(secret)).isTrue();
    }
    assertThat(receiver.got).extracting(Receiver.Got::id).doesNotHaveDuplicates();
    assertThat(database.rows("select * from audit")).noneMatch(row -> row.contains(secret));
  }

  private static long token(String name) throws Exception {
    return dashboard
        .createToken(new JsonObject().put("name", name))
        .getJsonObject("token")
        .getLong("id");
  }

  /** Another end of the token, as if half a year had gone by. */
  private static void end(long id, String at) {
    database.execute(
        "update tokens set created_at = now() - interval '180 days', expires_at = %s where id = %d"
            .formatted(at, id));
  }

  private static List<String> told(String type) {
    return receiver.got.stream()
        .filter(message -> message.type().equals(type))
        .map(
            message ->
                new JsonObject(message.body())
                    .getJsonObject("data")
                    .getJsonObject("token", new JsonObject()))
        .map(token -> token.getString("name", ""))
        .toList();
  }
}
