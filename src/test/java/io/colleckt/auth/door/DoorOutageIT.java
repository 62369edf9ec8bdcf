package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.KeyServer;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in doubt is said to be so: no live token is inactive, and no dead one dead too early. */
class DoorOutageIT {
  private static KeyServer github;
  private House house;
  private TestToken token;

  @BeforeAll
  static void publish() {
    github = new KeyServer();
  }

  @AfterAll
  static void withdraw() {
    github.close();
  }

  @BeforeEach
  void open() throws Exception {
    house = House.alone(Map.of("COLLECKT_LEAKS_GITHUB_KEYS_URL", github.url()));
    token = TestToken.insert(house.database);
    assertThat(house.introspect(token.plainText()).getBoolean("active")).isTrue();
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @Test
  void withoutAnyStoreNobodyIsInactive() throws Exception {
    house.redis.kill();
    house.postgres.kill();

    HttpResponse<String> single = house.once(form("/v1/introspect"));
    HttpResponse<String> revocation = house.once(form("/v1/revoke"));

    assertThat(single.statusCode()).isEqualTo(503);
    assertThat(single.headers().firstValue("Retry-After")).contains("1");
    assertThat(revocation.statusCode()).isEqualTo(503);
    assertThat(revocation.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void whileRedisIsFrozenEachAnswerIsTrueOrADoubt() throws Exception {
    house.redis.stop();
    for (int i = 0; i < 30; i++) {
      HttpResponse<String> single = house.once(form("/v1/introspect"));
      assertThat(single.statusCode()).isIn(200, 503);
      assertThat(single.body()).doesNotContain("\"active\":false");
      HttpResponse<String> batch = house.once(batch());
      assertThat(batch.statusCode()).isIn(200, 503);
      assertThat(batch.body()).doesNotContain("\"active\":false");
    }
    assertThat(becomesTrue(20_000, () -> house.once(form("/v1/introspect")).statusCode() == 200))
        .isTrue();
    house.redis.cont();
  }

  @Test
  void withoutRedisARevocationIsPendingAndARepeatFinishesIt() throws Exception {
    house.redis.kill();
    assertThat(becomesTrue(20_000, () -> isPending(house.once(form("/v1/revoke"))))).isTrue();

    house.redis.start();

    assertThat(becomesTrue(30_000, () -> house.once(form("/v1/revoke")).statusCode() == 200))
        .isTrue();
    assertThat(house.verify(token)).isIn(401, 503);
    assertThat(house.audit(token)).hasSize(1);
  }

  /** Nothing is said to be dead that may be accepted; what is stored is finished by itself. */
  @Test
  void withoutRedisAReportOfGithubIsPendingAndARepeatFinishesIt() throws Exception {
    house.redis.kill();
    assertThat(becomesTrue(20_000, () -> isPending(house.once(leak())))).isTrue();
    assertThat(becomesTrue(20_000, () -> house.once(found()).statusCode() == 202)).isTrue();

    house.redis.start();

    assertThat(becomesTrue(30_000, () -> house.once(leak()).statusCode() == 200)).isTrue();
    assertThat(house.verify(token)).isIn(401, 503);
    assertThat(house.audit(token)).hasSize(1);
  }

  private HttpRequest.Builder found() {
    String body = new JsonObject().put("token", token.plainText()).encode();
    return house
        .request("/v1/leaks", null)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder leak() {
    String body = "[{\"token\":\"" + token.plainText() + "\"}]";
    return house
        .request("/v1/leaks/github", null)
        .headers(github.signed(body).toArray(String[]::new))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static boolean isPending(HttpResponse<String> response) {
    return response.statusCode() == 503
        && response.headers().firstValue("Retry-After").isPresent()
        && new JsonObject(response.body()).getString("message").equals("Revocation pending.");
  }

  private HttpRequest.Builder form(String path) {
    return house
        .request(path, "Bearer " + house.caller.plainText())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(House.encoded("token", token.plainText())));
  }

  private HttpRequest.Builder batch() {
    JsonArray tokens = new JsonArray();
    for (int i = 0; i < 200; i++) {
      tokens.add(new JsonObject().put("token", token.plainText()));
    }
    return house
        .request("/v1/introspect/batch", "Bearer " + house.caller.plainText())
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(new JsonObject().put("tokens", tokens).encode()));
  }
}
