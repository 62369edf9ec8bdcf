package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product page, sentence by sentence, through the public API of a whole node. */
class ProductPageIT {
  private static final String EMAIL = "owner@example.com";
  private static final String PASSWORD = "a long enough sentence";
  private static final String UNAUTHENTICATED = "{\"message\":\"Unauthenticated.\"}";

  private static Database database;
  private static RedisProcess redis;
  private static RunningNode node;
  private static Dashboard dashboard;

  @BeforeAll
  static void start() throws Exception {
    database = Stores.shared().freshDatabase();
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
  void tokenIsMadeWithADescriptiveNameAndDisplayedOnce() throws Exception {
    JsonObject created = create("Production Integration");
    long id = created.getJsonObject("token").getLong("id");
    String plainText = created.getString("plain_text_token");
    assertThat(plainText).matches(id + "\\|[A-Za-z0-9]{40}[0-9a-f]{8}");
    HttpResponse<String> read = dashboard.call("GET", "/v1/tokens/" + id, null);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).contains("Production Integration").doesNotContain(plainText);
  }

  @Test
  void expirationIs180DaysFromCreation() throws Exception {
    JsonObject token = create("180 days").getJsonObject("token");
    Instant createdAt = Instant.parse(token.getString("created_at"));
    Instant expiresAt = Instant.parse(token.getString("expires_at"));
    assertThat(Duration.between(createdAt, expiresAt))
        .isBetween(Duration.ofDays(180).minusSeconds(1), Duration.ofDays(180));
  }

  @Test
  void scopeIsFullAccessToTheWorkspace() throws Exception {
    JsonObject created = create("Full access");
    assertThat(created.getJsonObject("token").getJsonArray("abilities"))
        .isEqualTo(new JsonArray().add("*"));
    HttpResponse<String> accepted = verify(created);
    assertThat(accepted.statusCode()).isEqualTo(200);
    assertThat(accepted.headers().firstValue("X-Token-Abilities")).contains("*");
    assertThat(accepted.headers().firstValue("X-Workspace-Id")).contains("1");
  }

  @Test
  void onlyTheHashIsInTheDatabase() throws Exception {
    String plainText = create("Hashed").getString("plain_text_token");
    String secret = plainText.substring(plainText.indexOf('|') + 1);
    try (Connection connection = Database.connect(database.migrationUrl());
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from tokens t, audit a where t::text like '%"
                        + secret
                        + "%' or a::text like '%"
                        + secret
                        + "%'")) {
      row.next();
      assertThat(row.getLong(1)).isZero();
    }
  }

  @Test
  void missingOrInvalidTokensGetThe401OfThePage() throws Exception {
    String plainText = create("Valid").getString("plain_text_token");
    String unknown = "123456789" + plainText.substring(plainText.indexOf('|'));
    String wrong =
        plainText.substring(0, plainText.indexOf('|'))
            + create("Other").getString("plain_text_token").replaceAll("^[0-9]+", "");
    for (String authorization :
        new String[] {
          null, "Bearer", "Bearer nonsense", "Basic x", "Bearer " + unknown, "Bearer " + wrong
        }) {
      assertUnauthenticated(dashboard.verify(authorization));
    }
    assertThat(dashboard.verify("Bearer " + plainText).statusCode()).isEqualTo(200);
  }

  @Test
  void expiredTokenGets401AndStaysVisibleUntilDeleted() throws Exception {
    JsonObject created = create("Soon over");
    long id = created.getJsonObject("token").getLong("id");
    expire(id);
    assertUnauthenticated(verify(created));
    assertThat(
            new JsonObject(dashboard.call("GET", "/v1/tokens/" + id, null).body())
                .getJsonObject("token")
                .getString("status"))
        .isEqualTo("expired");
    assertThat(listed(id)).isTrue();
    assertThat(dashboard.call("DELETE", "/v1/tokens/" + id, null).statusCode()).isEqualTo(200);
    assertThat(listed(id)).isFalse();
  }

  @Test
  void revokedTokenIsInvalidAtOnceAndGoneFromTheDashboard() throws Exception {
    JsonObject created = create("Revoked");
    long id = created.getJsonObject("token").getLong("id");
    assertThat(verify(created).statusCode()).isEqualTo(200);
    HttpResponse<String> receipt = dashboard.call("DELETE", "/v1/tokens/" + id, null);
    assertThat(receipt.statusCode()).isEqualTo(200);
    assertUnauthenticated(verify(created));
    assertThat(listed(id)).isFalse();
    assertThat(dashboard.call("GET", "/v1/tokens/" + id, null).statusCode()).isEqualTo(404);
    HttpResponse<String> repeated = dashboard.call("DELETE", "/v1/tokens/" + id, null);
    assertThat(new JsonObject(repeated.body()).getString("revoked_at"))
        .isEqualTo(new JsonObject(receipt.body()).getString("revoked_at"));
  }

  @Test
  void pausedTokenGetsTheSame401UntilItIsResumed() throws Exception {
    JsonObject created = create("Paused");
    String path = "/v1/tokens/" + created.getJsonObject("token").getLong("id");
    assertThat(verify(created).statusCode()).isEqualTo(200);
    dashboard.call("PATCH", path, new JsonObject().put("paused", true));
    assertUnauthenticated(verify(created));
    dashboard.call("PATCH", path, new JsonObject().put("paused", false));
    assertThat(verify(created).statusCode()).isEqualTo(200);
  }

  @Test
  void rotationGivesANewTokenAndEndsTheOldOne() throws Exception {
    JsonObject old = create("Rotated");
    long id = old.getJsonObject("token").getLong("id");
    assertThat(verify(old).statusCode()).isEqualTo(200);
    JsonObject grace = new JsonObject().put("grace_hours", 0);
    HttpResponse<String> rotated = dashboard.call("POST", "/v1/tokens/" + id + "/rotate", grace);
    assertThat(rotated.statusCode()).isEqualTo(201);
    assertUnauthenticated(verify(old));
    assertThat(verify(new JsonObject(rotated.body())).statusCode()).isEqualTo(200);
  }

  private static JsonObject create(String name) throws Exception {
    return dashboard.createToken(new JsonObject().put("name", name));
  }

  private static HttpResponse<String> verify(JsonObject created) throws Exception {
    return dashboard.verify("Bearer " + created.getString("plain_text_token"));
  }

  private static boolean listed(long id) throws Exception {
    JsonArray data =
        new JsonObject(dashboard.call("GET", "/v1/tokens?limit=100", null).body())
            .getJsonArray("data");
    return data.stream().anyMatch(token -> ((JsonObject) token).getLong("id") == id);
  }

  /** Lets a token's time run out before its first use, as half a year would. */
  private static void expire(long id) throws Exception {
    try (Connection connection = Database.connect(database.migrationUrl())) {
      connection
          .createStatement()
          .execute("update tokens set expires_at = now() - interval '1 second' where id = " + id);
    }
  }

  private static void assertUnauthenticated(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo(UNAUTHENTICATED);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }
}
