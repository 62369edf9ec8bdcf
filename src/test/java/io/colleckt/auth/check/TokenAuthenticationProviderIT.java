package io.colleckt.auth.check;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.Context;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Any Vert.x code gets the verdicts that the HTTP edge gives. */
class TokenAuthenticationProviderIT {
  private static Database database;
  private static RedisProcess redis;
  private static RunningNode node;
  private static Context context;
  private static TokenAuthenticationProvider provider;

  @BeforeAll
  static void start() throws Exception {
    database = Stores.shared().freshDatabase();
    redis = new RedisProcess();
    node = RunningNode.on(database, redis.url());
    context = node.node().vertx().getOrCreateContext();
    provider = new TokenAuthenticationProvider(context, 0, "/jobs");
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    redis.close();
  }

  @Test
  void liveTokenIsAUserWithItsAbilities() {
    TestToken token =
        TestToken.insert(
            database, "abilities = '{read,write}', expires_at = now() + interval '1 day'");
    User user = authenticate(token.plainText());
    assertThat(user.subject()).isEqualTo(String.valueOf(token.id()));
    assertThat(user.principal().getString("environment")).isEqualTo("production");
    assertThat(user.principal().getString("expires_at")).endsWith("Z");
    assertThat(PermissionBasedAuthorization.create("read").match(user)).isTrue();
    assertThat(PermissionBasedAuthorization.create("delete").match(user)).isFalse();
  }

  @Test
  void theDotFormIsTheSameUser() {
    TestToken token = TestToken.insert(database);
    assertThat(authenticate(token.plainText().replace('|', '.')).subject())
        .isEqualTo(authenticate(token.plainText()).subject());
  }

  @Test
  void whatIsRefusedOverHttpIsRefusedHereWithoutAReason() {
    TestToken live = TestToken.insert(database);
    TestToken wrong = new TestToken(live.id(), TestToken.randomSecret());
    TestToken expired = TestToken.insert(database, "expires_at = now() - interval '1 second'");
    TestToken unknown = new TestToken(987_654_321, TestToken.randomSecret());
    for (String text :
        new String[] {
          wrong.plainText(), expired.plainText(), unknown.plainText(), "nonsense", ""
        }) {
      assertThatThrownBy(() -> authenticate(text)).hasMessage("Unauthenticated.");
    }
  }

  @Test
  void otherCredentialsAreRefused() {
    assertThatThrownBy(
            () ->
                await(
                    context,
                    () -> provider.authenticate(new UsernamePasswordCredentials("a", "b"))))
        .hasMessage("Unauthenticated.");
  }

  private static User authenticate(String token) {
    return await(context, () -> provider.authenticate(new TokenCredentials(token)));
  }
}
