package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.TestToken;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7009: whoever holds a token may end it, and learns nothing about what is no token. */
class HeldRevocationIT {
  private static final String PATH = "/v1/revoke";

  private static House house;

  @BeforeAll
  static void open() throws Exception {
    house = House.open(Map.of());
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
  }

  @Test
  void heldTokenIsDeadOnceThatWasAnswered200() throws Exception {
    TestToken token = TestToken.insert(house.database);
    assertThat(becomesTrue(20_000, () -> house.verify(token) == 200)).isTrue();

    assertThat(revoke(token.plainText())).isEqualTo(200);

    assertThat(becomesTrue(20_000, () -> house.verify(token) == 401)).isTrue();
    assertThat(house.introspect(token.plainText()).getBoolean("active")).isFalse();
    assertThat(state(token)).isEqualTo("revoked");
    assertThat(house.audit(token))
        .containsExactly("token.revoked token:" + token.id() + " 127.0.0.1");
  }

  @Test
  void repeatIs200AndChangesNothing() throws Exception {
    TestToken token = TestToken.insert(house.database);
    for (int i = 0; i < 3; i++) {
      assertThat(revoke(token.plainText().replace('|', '.'))).isEqualTo(200);
    }
    assertThat(house.audit(token)).hasSize(1);
  }

  @Test
  void anyLivingOrSleepingTokenMayBeEndedFromAnywhere() throws Exception {
    for (String set :
        List.of(
            "state = 'paused'",
            "expires_at = now() - interval '1 day'",
            "allowed_ips = '{192.0.2.1}'",
            "abilities = '{}'")) {
      TestToken token = TestToken.insert(house.database, set);
      assertThat(revoke(token.plainText())).as(set).isEqualTo(200);
      assertThat(state(token)).as(set).isEqualTo("revoked");
    }
  }

  @Test
  void aTokenFromAFileIsEndedAndOneWithItsSchemeIsRefused() throws Exception {
    TestToken token = TestToken.insert(house.database);
    HttpResponse<String> refused = post("Bearer " + token.plainText());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(state(token)).isEqualTo("active");

    assertThat(revoke(" " + token.plainText() + "\r\n")).isEqualTo(200);

    assertThat(state(token)).isEqualTo("revoked");
  }

  @Test
  void whatIsNoTokenOfOursIsAnsweredTheSame() throws Exception {
    TestToken live = TestToken.insert(house.database);
    TestToken dead = TestToken.insert(house.database);
    revoke(dead.plainText());
    HttpResponse<String> expected = post(dead.plainText());
    for (String text :
        List.of(
            new TestToken(live.id(), TestToken.randomSecret()).plainText(),
            new TestToken(987_654_321, TestToken.randomSecret()).plainText(),
            "nonsense")) {
      HttpResponse<String> response = post(text);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(expected.body()).isEmpty();
      assertThat(headers(response)).isEqualTo(headers(expected));
    }
    assertThat(state(live)).isEqualTo("active");
    assertThat(house.audit(live)).isEmpty();
  }

  @Test
  void credentialsAreNotLookedAt() throws Exception {
    for (String authorization : new String[] {null, "Bearer x", "Basic eA==", "Digest x"}) {
      TestToken token = TestToken.insert(house.database);
      HttpResponse<String> response =
          house.form(PATH, authorization, Map.of(), "token", token.plainText());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(state(token)).isEqualTo("revoked");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token=", "token_type_hint=access_token", "token=a&token=a"})
  void whatIsMalformedIsAnInvalidRequest(String body) throws Exception {
    HttpResponse<String> response =
        house.send(
            house
                .request(PATH, null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("invalid_request");
  }

  /** But the one that names the request. */
  private static Map<String, List<String>> headers(HttpResponse<String> response) {
    Map<String, List<String>> headers = new HashMap<>(response.headers().map());
    headers.remove("x-request-id");
    return headers;
  }

  private static int revoke(String token) throws Exception {
    return post(token).statusCode();
  }

  private static HttpResponse<String> post(String token) throws Exception {
    return house.form(PATH, null, Map.of(), "token", token, "token_type_hint", "access_token");
  }

  private static String state(TestToken token) {
    return house.database.rows("select state from tokens where id = " + token.id()).get(0);
  }
}
