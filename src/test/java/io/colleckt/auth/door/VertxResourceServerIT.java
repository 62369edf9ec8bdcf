package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.TestToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.handler.OAuth2AuthHandler;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A resource server by vertx-auth-oauth2, as it comes: another process would do the same. */
class VertxResourceServerIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final WebClient CLIENT = WebClient.create(VERTX);

  private static House house;
  private static OAuth2Auth oauth2;
  private static int port;

  @BeforeAll
  static void open() throws Exception {
    house = House.open(Map.of());
    oauth2 =
        OAuth2Auth.create(
            VERTX,
            new OAuth2Options()
                .setSite("http://127.0.0.1:" + house.node.node().httpPort())
                .setClientId(Long.toString(house.caller.id()))
                .setClientSecret(house.caller.plainText())
                .setIntrospectionPath("/v1/introspect")
                .setRevocationPath("/v1/revoke"));
    Router router = Router.router(VERTX);
    router.route().handler(OAuth2AuthHandler.create(VERTX, oauth2));
    router.route().handler(context -> context.end(context.user().subject()));
    port =
        await(VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
  }

  @AfterAll
  static void close() throws Exception {
    await(VERTX.close());
    house.close();
  }

  @Test
  void bothFormsAreLetInUntilTheTokenIsRevoked() throws Exception {
    TestToken token = TestToken.insert(house.database);
    for (String text : new String[] {token.plainText(), token.plainText().replace('|', '.')}) {
      assertThat(becomesTrue(20_000, () -> get(text).statusCode() == 200)).isTrue();
    }
    assertThat(becomesTrue(20_000, () -> Long.toString(token.id()).equals(body(token)))).isTrue();

    assertThat(becomesTrue(20_000, () -> await(revoked(token)))).isTrue();

    assertThat(get(token.plainText()).statusCode()).isEqualTo(401);
  }

  @Test
  void noOtherTokenIsLetIn() throws Exception {
    TestToken expired = TestToken.insert(house.database, "expires_at = now() - interval '1 s'");
    TestToken wrong =
        new TestToken(TestToken.insert(house.database).id(), TestToken.randomSecret());
    for (TestToken token : new TestToken[] {expired, wrong, house.foreign()}) {
      assertThat(get(token.plainText()).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void abilitiesAreTheScopeOfTheUser() throws Exception {
    TestToken token = TestToken.insert(house.database, "abilities = '{orders,stock}'");
    User[] found = new User[1];
    assertThat(becomesTrue(20_000, () -> (found[0] = user(token)) != null)).isTrue();
    User user = found[0];
    assertThat(user.principal().getString("scope")).isEqualTo("orders stock");
    assertThat(user.principal().getInteger("workspace_id")).isEqualTo(1);
  }

  private static Future<Boolean> revoked(TestToken token) {
    User holder = User.fromToken(token.plainText());
    return oauth2.revoke(holder, "access_token").map(true).otherwise(false);
  }

  private static User user(TestToken token) {
    return await(oauth2.authenticate(new TokenCredentials(token.plainText())).otherwiseEmpty());
  }

  private static String body(TestToken token) {
    return get(token.plainText()).bodyAsString();
  }

  private static HttpResponse<Buffer> get(String token) {
    return await(
        CLIENT
            .request(HttpMethod.GET, port, "127.0.0.1", "/orders")
            .putHeader("Authorization", "Bearer " + token)
            .send());
  }
}
