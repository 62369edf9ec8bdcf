package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.check.TokenAuthenticationProvider;
import io.colleckt.auth.http.BearerTokens;
import io.colleckt.auth.testing.ActivityLog.Counted;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.handler.AuthorizationHandler;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application of somebody else, with routes of vertx-web, in the process of a node. */
class VertxApplicationIT {
  private static House house;
  private static WebClient client;
  private static int port;

  @BeforeAll
  static void open() throws Exception {
    house = House.open(Map.of());
    Vertx vertx = house.node.node().vertx();
    client = WebClient.create(vertx);
    Context context = vertx.getOrCreateContext();
    port = await(context, () -> serve(vertx, context)).actualPort();
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
  }

  private static Future<HttpServer> serve(Vertx vertx, Context context) {
    TokenAuthenticationProvider tokens = new TokenAuthenticationProvider(context, 0, "/app");
    Router router = Router.router(vertx);
    router.route("/orders/*").handler(BearerTokens.required(tokens));
    router.delete("/stock/*").handler(BearerTokens.required(tokens, "stock:delete"));
    router
        .route("/orders/read")
        .handler(AuthorizationHandler.create(PermissionBasedAuthorization.create("read")));
    router
        .route("/orders/tokens")
        .handler(AuthorizationHandler.create(PermissionBasedAuthorization.create("tokens:x")));
    router.route().handler(routing -> routing.end(routing.user().subject()));
    return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
  }

  @Test
  void liveTokenIsLetInAndItsCallIsOnRecordAsItWas() throws Exception {
    TestToken token = TestToken.insert(house.database);

    HttpResponse<Buffer> response = ask(HttpMethod.GET, "/orders/7?a=b", token);

    assertThat(response.bodyAsString()).isEqualTo(Long.toString(token.id()));
    assertThat(house.log().counted())
        .filteredOn(one -> one.tokenId() == token.id())
        .first()
        .returns("/orders/7", Counted::path);
  }

  @Test
  void whatIsRefusedGetsTheChallengeThatBelongsToIt() throws Exception {
    TestToken dead = TestToken.insert(house.database, "expires_at = now() - interval '1 s'");
    TestToken elsewhere = TestToken.insert(house.database, "allowed_ips = '{192.0.2.1}'");
    TestToken reader = TestToken.insert(house.database, "abilities = '{read}'");
    assertRefused(ask(HttpMethod.GET, "/orders/7", null), 401, "Bearer realm=\"api\"");
    String invalid = "Bearer realm=\"api\", error=\"invalid_token\"";
    assertRefused(ask(HttpMethod.GET, "/orders/7", dead), 401, invalid);
    assertRefused(ask(HttpMethod.GET, "/orders/7", elsewhere), 401, invalid);
    String insufficient = "Bearer realm=\"api\", error=\"insufficient_scope\"";
    assertRefused(ask(HttpMethod.DELETE, "/stock/7", reader), 403, insufficient);
  }

  @Test
  void abilitiesArePermissionsToOthersToo() throws Exception {
    TestToken reader = TestToken.insert(house.database, "abilities = '{read}'");
    TestToken writer = TestToken.insert(house.database, "abilities = '{write}'");
    TestToken all = TestToken.insert(house.database);
    assertThat(ask(HttpMethod.GET, "/orders/read", reader).statusCode()).isEqualTo(200);
    assertThat(ask(HttpMethod.GET, "/orders/read", writer).statusCode()).isEqualTo(403);
    assertThat(ask(HttpMethod.GET, "/orders/read", all).statusCode()).isEqualTo(200);
    assertThat(ask(HttpMethod.GET, "/orders/tokens", all).statusCode()).isEqualTo(403);
    assertThat(ask(HttpMethod.DELETE, "/stock/7", all).statusCode()).isEqualTo(200);
  }

  @Test
  void revokedTokenIsRefusedAtOnce() throws Exception {
    TestToken token = TestToken.insert(house.database);
    assertThat(ask(HttpMethod.GET, "/orders/7", token).statusCode()).isEqualTo(200);
    assertThat(house.form("/v1/revoke", "token", token.plainText()).statusCode()).isEqualTo(200);
    assertThat(ask(HttpMethod.GET, "/orders/7", token).statusCode()).isEqualTo(401);
  }

  @Test
  void usedUpRateLimitSaysWhenToComeBack() throws Exception {
    TestToken token =
        TestToken.insert(house.database, "rate_limit = 1, rate_window_seconds = 3600");
    assertThat(
            becomesTrue(20_000, () -> ask(HttpMethod.GET, "/orders/7", token).statusCode() == 429))
        .isTrue();
    assertThat(ask(HttpMethod.GET, "/orders/7", token).getHeader("Retry-After")).isNotNull();
  }

  private static void assertRefused(HttpResponse<Buffer> response, int status, String challenge) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.getHeader("WWW-Authenticate")).isEqualTo(challenge);
  }

  /** Asked again while the answer is 503, which a busy machine may cause at any time. */
  private static HttpResponse<Buffer> ask(HttpMethod method, String path, TestToken token)
      throws Exception {
    HttpRequest<Buffer> request = client.request(method, port, "127.0.0.1", path);
    if (token != null) {
      request.putHeader("Authorization", "Bearer " + token.plainText());
    }
    HttpResponse<Buffer> response = await(request.send());
    for (int i = 0; response.statusCode() == 503 && i < 50; i++) {
      Thread.sleep(200);
      response = await(request.send());
    }
    return response;
  }
}
