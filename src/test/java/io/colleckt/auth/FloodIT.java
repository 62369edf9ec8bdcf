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
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever floods the service keeps no member from revoking a token. */
class FloodIT {
  private static final String EMAIL = "owner@example.com";
  private static final String PASSWORD = "a long enough sentence";
  private static final String COOKIE = "colleckt_session=" + "a".repeat(43);
  private static final int CONNECTIONS = 200;
  private static final String FLOODER = "127.0.0.9";

  private volatile boolean over;

  @Test
  void madeUpCookiesAndStolenTokensDoNotKeepAMemberFromRevoking() throws Exception {
    Database database = Stores.shared().freshDatabase();
    Vertx attacker = Vertx.vertx();
    try (RedisProcess redis = new RedisProcess();
        RunningNode node = RunningNode.on(database, redis.url())) {
      FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
      await(first.run(Optional.of(EMAIL), Optional.of(new Password(PASSWORD))));
      Dashboard dashboard = Dashboard.signIn(node, EMAIL, PASSWORD);
      JsonObject stolen = dashboard.createToken(new JsonObject().put("name", "stolen"));
      HttpClient client = client(attacker, node.node().httpPort());
      for (int i = 0; i < CONNECTIONS; i++) {
        flood(client, i % 2 == 0, stolen.getString("plain_text_token"));
      }
      Thread.sleep(1_000);
      for (int i = 0; i < 5; i++) {
        JsonObject token = dashboard.createToken(new JsonObject().put("name", "victim " + i));
        long id = token.getJsonObject("token").getLong("id");
        assertThat(dashboard.call("DELETE", "/v1/tokens/" + id, null).statusCode()).isEqualTo(200);
      }
    } finally {
      over = true;
      await(attacker.close());
    }
  }

  private static HttpClient client(Vertx vertx, int port) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setDefaultHost("127.0.0.1")
            .setDefaultPort(port)
            .setLocalAddress(FLOODER);
    return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /** Asks again and again who it is, by a cookie that is nobody's or by a token. */
  private void flood(HttpClient client, boolean byCookie, String token) {
    if (over) {
      return;
    }
    client
        .request(HttpMethod.GET, byCookie ? "/v1/session" : "/v1/me")
        .compose(
            request ->
                request
                    .putHeader("Cookie", byCookie ? COOKIE : "")
                    .putHeader("Authorization", byCookie ? "" : "Bearer " + token)
                    .send()
                    .compose(response -> response.body()))
        .onComplete(answered -> flood(client, byCookie, token));
  }
}
