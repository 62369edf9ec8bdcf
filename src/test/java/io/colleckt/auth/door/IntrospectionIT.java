package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.ActivityLog.Counted;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.CheckOutcome;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7662, sentence by sentence. */
class IntrospectionIT {
  private static final String PATH = "/v1/introspect";
  private static final JsonObject INACTIVE = new JsonObject().put("active", false);

  private static House house;

  @BeforeAll
  static void open() throws Exception {
    house = House.open(Map.of("COLLECKT_PUBLIC_URL", "https://auth.example.com"));
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
  }

  @Test
  void liveTokenIsToldWithAllThatIsKnownOfIt() throws Exception {
    TestToken token =
        TestToken.insert(
            house.database,
            "abilities = '{read,write}', created_at = '2026-01-02T03:04:05.9Z', expires_at ="
                + " '2096-01-01T00:00:00Z'");

    String text = token.plainText();
    assertThat(becomesTrue(20_000, () -> house.introspect(text).containsKey("iat"))).isTrue();
    HttpResponse<String> response = house.form(PATH, "token", text);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    String id = Long.toString(token.id());
    assertThat(new JsonObject(response.body()))
        .isEqualTo(
            new JsonObject()
                .put("active", true)
                .put("scope", "read write")
                .put("client_id", id)
                .put("token_type", "Bearer")
                .put("exp", Instant.parse("2096-01-01T00:00:00Z").getEpochSecond())
                .put("iat", Instant.parse("2026-01-02T03:04:05Z").getEpochSecond())
                .put("sub", id)
                .put("iss", "https://auth.example.com")
                .put("token_id", token.id())
                .put("workspace_id", 1)
                .put("environment", "production"));
  }

  @Test
  void bothFormsOfATokenAndAnyHintAreTaken() throws Exception {
    TestToken token = TestToken.insert(house.database);
    String dotted = token.plainText().replace('|', '.');
    for (String hint : List.of("access_token", "refresh_token", "anything", "")) {
      HttpResponse<String> response =
          house.form(PATH, "token_type_hint", hint, "token", dotted, "unknown", "ignored");
      assertThat(new JsonObject(response.body()).getBoolean("active")).isTrue();
    }
  }

  @Test
  void tokenWithoutExpiryHasNoExp() throws Exception {
    TestToken token = TestToken.insert(house.database, "expires_at = null");
    assertThat(house.introspect(token.plainText()).containsKey("exp")).isFalse();
  }

  @Test
  void ofWhatIsNotLiveNothingIsTold() throws Exception {
    TestToken live = TestToken.insert(house.database);
    TestToken expired = TestToken.insert(house.database, "expires_at = now() - interval '1 s'");
    TestToken revoked = TestToken.insert(house.database, "state = 'revoked', revoked_at = now()");
    TestToken paused = TestToken.insert(house.database, "state = 'paused'");
    TestToken unknown = new TestToken(987_654_321, TestToken.randomSecret());
    TestToken wrong = new TestToken(live.id(), TestToken.randomSecret());
    for (String text :
        List.of(
            expired.plainText(),
            revoked.plainText(),
            paused.plainText(),
            unknown.plainText(),
            wrong.plainText(),
            house.foreign().plainText(),
            "Bearer " + live.plainText(),
            "nonsense",
            "1|é")) {
      assertThat(house.introspect(text)).isEqualTo(INACTIVE);
    }
    assertThat(house.introspect(live.plainText()).getBoolean("active")).isTrue();
  }

  /** What was asked again may be on record twice, and says nothing. */
  @Test
  void bothCallsAreOnRecordOnce() throws Exception {
    assertThat(becomesTrue(60_000, IntrospectionIT::recordsEachOnce)).isTrue();
  }

  private static boolean recordsEachOnce() throws Exception {
    TestToken caller = TestToken.insert(house.database, "abilities = '{tokens:introspect}'");
    TestToken live = TestToken.insert(house.database);
    TestToken expired = TestToken.insert(house.database, "expires_at = now() - interval '1 s'");
    String authorization = "Bearer " + caller.plainText();
    int repeats = house.repeats();

    house.form(PATH, authorization, Map.of(), "token", live.plainText());
    house.form(PATH, authorization, Map.of(), "token", expired.plainText());
    house.form(PATH, authorization, Map.of(), "token", "nonsense");

    List<Long> ids = List.of(caller.id(), live.id(), expired.id());
    List<Counted> counted = house.log().counted();
    if (house.repeats() > repeats) {
      return false;
    }
    assertThat(counted)
        .filteredOn(one -> ids.contains(one.tokenId()))
        .containsExactlyInAnyOrder(
            new Counted(caller.id(), PATH, CheckOutcome.ACCEPTED, 3),
            new Counted(live.id(), PATH, CheckOutcome.ACCEPTED, 1),
            new Counted(expired.id(), PATH, CheckOutcome.EXPIRED, 1));
    return true;
  }

  @Test
  void callerNeedsATokenAndWithItTheAbility() throws Exception {
    TestToken token = TestToken.insert(house.database);

    HttpResponse<String> without = house.form(PATH, null, Map.of(), "token", token.plainText());
    HttpResponse<String> junk = house.form(PATH, "Bearer x", Map.of(), "token", token.plainText());
    HttpResponse<String> all =
        house.form(PATH, "Bearer " + token.plainText(), Map.of(), "token", token.plainText());

    assertRefused(without, 401, "Unauthenticated.", "Bearer realm=\"api\"");
    String invalid = "Bearer realm=\"api\", error=\"invalid_token\"";
    assertRefused(junk, 401, "Unauthenticated.", invalid);
    String insufficient = "Bearer realm=\"api\", error=\"insufficient_scope\"";
    assertRefused(all, 403, "Invalid ability provided.", insufficient);
    assertThat(house.log().counted())
        .filteredOn(counted -> counted.tokenId() == token.id())
        .singleElement()
        .returns(PATH, Counted::path)
        .returns(CheckOutcome.ABILITY, Counted::outcome);
  }

  @Test
  void clientCredentialsAreATokenToo() throws Exception {
    TestToken token = TestToken.insert(house.database);
    String id = Long.toString(house.caller.id());
    String secret = house.caller.plainText();

    for (String credentials : List.of(id + ":" + secret, id + ":" + secret.replace("|", "%7C"))) {
      HttpResponse<String> response = basic(credentials, token);
      assertThat(new JsonObject(response.body()).getBoolean("active")).isTrue();
    }
    for (String credentials : List.of("2" + id + ":" + secret, ":" + secret, secret, "a:%zz")) {
      assertRefused(basic(credentials, token), 401, "Unauthenticated.", "Basic realm=\"api\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token=", "token_type_hint=x", "token=a&token=b", "token=%zz"})
  void whatIsMalformedIsAnInvalidRequest(String body) throws Exception {
    HttpResponse<String> response = post(PATH, "application/x-www-form-urlencoded", body);
    assertInvalid(response);
  }

  @Test
  void tokensInTheQueryOrInJsonAreNotTaken() throws Exception {
    String token = TestToken.insert(house.database).plainText();
    String form = House.encoded("token", token);
    assertInvalid(post(PATH + "?" + form, "application/x-www-form-urlencoded", ""));
    assertInvalid(post(PATH + "?" + form, "application/x-www-form-urlencoded", form));
    assertInvalid(post(PATH, "application/json", new JsonObject().put("token", token).encode()));
    assertInvalid(post(PATH, "text/plain", form));
  }

  @Test
  void onlyPostIsAllowed() throws Exception {
    String authorization = "Bearer " + house.caller.plainText();
    HttpResponse<String> response = house.send(house.request(PATH, authorization).GET());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void largeBodyIsRefused() throws Exception {
    HttpResponse<String> response = house.form(PATH, "token", "x".repeat(9_000));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("invalid_request");
  }

  @Test
  void usedUpRateLimitIsNeitherActiveNorInactive() throws Exception {
    TestToken token =
        TestToken.insert(house.database, "rate_limit = 1, rate_window_seconds = 3600");
    String text = token.plainText();
    assertThat(becomesTrue(20_000, () -> house.form(PATH, "token", text).statusCode() == 429))
        .isTrue();

    HttpResponse<String> response = house.form(PATH, "token", text);

    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(response.headers().firstValue("RateLimit")).isPresent();
  }

  @Test
  void addressOfTheOneWhoAsksCountsAndNobodyUntrustedSaysAnother() throws Exception {
    TestToken here = TestToken.insert(house.database, "allowed_ips = '{127.0.0.1}'");
    TestToken there = TestToken.insert(house.database, "allowed_ips = '{192.0.2.0/24}'");

    assertThat(house.introspect(here.plainText()).getBoolean("active")).isTrue();
    assertThat(house.introspect(there.plainText())).isEqualTo(INACTIVE);
    assertInvalid(house.form(PATH, "token", there.plainText(), "client_ip", "192.0.2.7"));
  }

  private static HttpResponse<String> basic(String credentials, TestToken token) throws Exception {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    String authorization = "Basic " + Base64.getEncoder().encodeToString(bytes);
    return house.form(PATH, authorization, Map.of(), "token", token.plainText());
  }

  private static HttpResponse<String> post(String path, String type, String body) throws Exception {
    return house.send(
        house
            .request(path, "Bearer " + house.caller.plainText())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private static void assertInvalid(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("invalid_request");
  }

  private static void assertRefused(
      HttpResponse<String> response, int status, String message, String challenge) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
    assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
  }
}
