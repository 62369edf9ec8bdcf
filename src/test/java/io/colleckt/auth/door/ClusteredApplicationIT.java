package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.Node;
import io.colleckt.auth.check.TokenAuthenticationProvider;
import io.colleckt.auth.http.BearerTokens;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.testing.ActivityLog.Counted;
import io.colleckt.auth.testing.Certificates;
import io.colleckt.auth.testing.Neighbours;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application of somebody else that joins the cluster: its process judges by Redis itself, has
 * no way to Postgres, and protects routes of its own.
 */
class ClusteredApplicationIT {
  private static House house;
  private static Node application;
  private static WebClient client;
  private static int port;

  @BeforeAll
  static void open(@TempDir Path files) throws Exception {
    Neighbours neighbours = new Neighbours(2, Optional.of(Certificates.in(files)));
    house = House.open(neighbours.settings(0));
    Map<String, String> settings = new HashMap<>(neighbours.settings(1));
    settings.putAll(
        Map.of(
            "COLLECKT_ROLES", "http,validation",
            "COLLECKT_REDIS_URL", house.redis.url(),
            "COLLECKT_HTTP_PORT", "0",
            "COLLECKT_OPS_PORT", "0",
            "COLLECKT_EVENT_LOOPS", "1"));
    Settings read = Settings.load(settings, Path.of("none.yaml"));
    application = new Node(read);
    await(application.start((Settings.Running) read.stores()));
    Vertx vertx = application.vertx();
    client = WebClient.create(vertx);
    Context context = vertx.getOrCreateContext();
    port = await(context, () -> serve(vertx, context)).actualPort();
  }

  @AfterAll
  static void close() throws Exception {
    await(application.stop());
    house.close();
  }

  private static Future<HttpServer> serve(Vertx vertx, Context context) {
    TokenAuthenticationProvider tokens = new TokenAuthenticationProvider(context, 0, "/app");
    Router router = Router.router(vertx);
    router.route("/orders/*").handler(BearerTokens.required(tokens, "orders:read"));
    router.route().handler(routing -> routing.end(routing.user().subject()));
    return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
  }

  @Test
  void tokenThatRedisHasNotSeenIsAskedForInTheClusterAndItsCallIsOnRecord() throws Exception {
    TestToken token = TestToken.insert(house.database, "abilities = '{orders:read}'");
    assertThat(becomesTrue(60_000, () -> ask("/orders/7", token) == 200)).isTrue();
    assertThat(house.log().counted())
        .filteredOn(one -> one.tokenId() == token.id())
        .extracting(Counted::path)
        .containsOnly("/orders/7");
  }

  @Test
  void tokenThatIsRevokedAtAnotherNodeIsRefusedHereAtOnce() throws Exception {
    TestToken token = TestToken.insert(house.database, "abilities = '{orders:read}'");
    assertThat(becomesTrue(60_000, () -> ask("/orders/7", token) == 200)).isTrue();
    assertThat(house.form("/v1/revoke", "token", token.plainText()).statusCode()).isEqualTo(200);
    assertThat(ask("/orders/7", token)).isIn(401, 503);
    assertThat(becomesTrue(20_000, () -> ask("/orders/7", token) == 401)).isTrue();
  }

  @Test
  void tokenWithoutTheAbilityIsRefused() throws Exception {
    TestToken token = TestToken.insert(house.database, "abilities = '{stock:read}'");
    assertThat(becomesTrue(60_000, () -> ask("/orders/7", token) == 403)).isTrue();
  }

  private static int ask(String path, TestToken token) {
    HttpRequest<?> request = client.get(port, "127.0.0.1", path);
    request.putHeader("Authorization", "Bearer " + token.plainText());
    return await(request.send()).statusCode();
  }
}
