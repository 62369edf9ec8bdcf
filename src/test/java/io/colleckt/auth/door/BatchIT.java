package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.ActivityLog.Counted;
import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.CheckOutcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A thousand tokens in one call: each judged, on record, and answered in its place. */
class BatchIT {
  private static final String PATH = "/v1/introspect/batch";
  private static final JsonObject INACTIVE =
      new JsonObject().put("active", false).put("status", 401);

  private static final int MOST_REPEATS = 100;

  private static House house;

  @BeforeAll
  static void open() throws Exception {
    house = House.open(Map.of("COLLECKT_TRUSTED_PROXIES", "127.0.0.1/32"));
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
  }

  @Test
  void eachTokenGetsItsOwnAnswerInOrder() throws Exception {
    TestToken live = TestToken.insert(house.database, "abilities = '{read}', expires_at = null");
    TestToken expired = TestToken.insert(house.database, "expires_at = now() - interval '1 s'");
    TestToken unknown = new TestToken(987_654_321, TestToken.randomSecret());
    List<String> texts =
        List.of(
            expired.plainText(),
            live.plainText(),
            "nonsense",
            unknown.plainText(),
            house.foreign().plainText(),
            live.plainText().replace('|', '.'));

    JsonArray answers = judged(texts);

    JsonObject active =
        new JsonObject()
            .put("status", 200)
            .put("active", true)
            .put("scope", "read")
            .put("client_id", Long.toString(live.id()))
            .put("token_type", "Bearer")
            .put("sub", Long.toString(live.id()))
            .put("token_id", live.id())
            .put("workspace_id", 1)
            .put("environment", "production");
    assertThat(answers).containsExactly(INACTIVE, active, INACTIVE, INACTIVE, INACTIVE, active);
  }

  @Test
  void strangersAreRefusedBeforeTheyHaveSentAnything() throws Exception {
    String stranger = new TestToken(987_654_322, TestToken.randomSecret()).plainText();
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
            + "Content-Type: application/json\r\nContent-Length: 200000\r\n\r\n{";
    RawHttp.Received answer =
        RawHttp.exchange(
            house.at(PATH).getPort(), head.formatted(PATH, stranger), Duration.ofSeconds(3));
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void aTokenInThePathOfTheQuestionIsNotOnRecord() throws Exception {
    TestToken token = TestToken.insert(house.database);
    String path = "/v1/" + token.plainText().replace('|', '.') + "/../introspect/batch";
    String body = new JsonObject().put("tokens", new JsonArray()).encode();
    RawHttp.exchange(
        house.at(PATH).getPort(),
        "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, house.caller.plainText(), body.length(), body),
        Duration.ofSeconds(3));
    house.log();
    String secret = token.plainText().substring(token.plainText().indexOf('|') + 1);
    assertThat(
            house.database.rows(
                "select path from activity_routes where path like '%introspect/batch'"))
        .allSatisfy(recorded -> assertThat(recorded).doesNotContain(secret));
    assertThat(house.database.rows("select to_jsonb(a)::text from activity a"))
        .allSatisfy(recorded -> assertThat(recorded).doesNotContain(secret));
  }

  @Test
  void aThousandAreJudgedAndOnRecord() throws Exception {
    List<TestToken> tokens =
        TestToken.insert(house.database, 1000, "expires_at = now() + interval '1 day'");
    List<Object> judged = new ArrayList<>();
    assertThat(becomesTrue(60_000, () -> isWholeAnswer(tokens, judged))).isTrue();

    for (int i = 0; i < tokens.size(); i++) {
      assertThat(((JsonObject) judged.get(i)).getLong("token_id")).isEqualTo(tokens.get(i).id());
    }
    long first = tokens.get(0).id();
    assertThat(house.log().counted())
        .filteredOn(one -> one.tokenId() >= first && one.tokenId() < first + 1000)
        .hasSize(1000)
        .allMatch(one -> one.path().equals(PATH) && one.outcome() == CheckOutcome.ACCEPTED);
  }

  @Test
  void revokedAndTooOftenUsedTokensAreToldApart() throws Exception {
    TestToken limited =
        TestToken.insert(house.database, "rate_limit = 1, rate_window_seconds = 3600");
    TestToken revoked = TestToken.insert(house.database);
    house.form("/v1/revoke", "token", revoked.plainText());
    List<String> texts = List.of(revoked.plainText(), limited.plainText(), limited.plainText());

    AtomicReference<JsonArray> answers = new AtomicReference<>();
    assertThat(becomesTrue(20_000, () -> isTooOften(answers, texts))).isTrue();
    assertThat(answers.get().getJsonObject(0)).isEqualTo(INACTIVE);
    assertThat(answers.get().getJsonObject(2).getInteger("retry_after")).isPositive();
    assertThat(answers.get().getJsonObject(2).containsKey("active")).isFalse();
  }

  private static boolean isTooOften(AtomicReference<JsonArray> answers, List<String> texts)
      throws Exception {
    answers.set(judged(texts));
    return answers.get().getJsonObject(2).getInteger("status") == 429;
  }

  @Test
  void trustedCallerSaysFromWhereATokenCame() throws Exception {
    TestToken token = TestToken.insert(house.database, "allowed_ips = '{192.0.2.0/24}'");
    JsonArray tokens =
        new JsonArray()
            .add(item(token.plainText()).put("client_ip", "192.0.2.7"))
            .add(item(token.plainText()).put("client_ip", "198.51.100.7"))
            .add(item(token.plainText()));

    JsonArray answers = judged(tokens);

    assertThat(answers.getJsonObject(0).getInteger("status")).isEqualTo(200);
    assertThat(answers.getJsonObject(1)).isEqualTo(INACTIVE);
    assertThat(answers.getJsonObject(2)).isEqualTo(INACTIVE);
    HttpResponse<String> single =
        house.form("/v1/introspect", "token", token.plainText(), "client_ip", "192.0.2.7");
    assertThat(new JsonObject(single.body()).getBoolean("active")).isTrue();
  }

  @Test
  void onlyWhoMayIntrospectIsAnswered() throws Exception {
    TestToken token = TestToken.insert(house.database);
    JsonObject body = new JsonObject().put("tokens", new JsonArray().add(item(token.plainText())));
    assertThat(house.json(PATH, null, body).statusCode()).isEqualTo(401);
    assertThat(house.json(PATH, "Bearer " + token.plainText(), body).statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsNoBatchIsRefused() throws Exception {
    String bearer = "Bearer " + house.caller.plainText();
    JsonArray many = new JsonArray(Stream.generate(() -> item("x")).limit(1001).toList());
    assertThat(status(bearer, new JsonObject())).isEqualTo(422);
    assertThat(status(bearer, new JsonObject().put("tokens", new JsonArray()))).isEqualTo(422);
    assertThat(status(bearer, new JsonObject().put("tokens", many))).isEqualTo(400);
    JsonArray texts = new JsonArray().add("1|x");
    assertThat(status(bearer, new JsonObject().put("tokens", texts))).isEqualTo(422);
    JsonArray odd = new JsonArray().add(item("x").put("client_ip", "here"));
    assertThat(status(bearer, new JsonObject().put("tokens", odd))).isEqualTo(422);
    JsonArray large = new JsonArray().add(item("x".repeat(300_000)));
    assertThat(status(bearer, new JsonObject().put("tokens", large))).isEqualTo(413);
    assertThat(house.form(PATH, "token", "x").statusCode()).isEqualTo(415);
  }

  /** Envoy appends any path of any API, and any method is answered there. */
  @Test
  void pathOfTheSameNameBelowVerifyStaysACheck() throws Exception {
    TestToken token = TestToken.insert(house.database);
    JsonObject body = new JsonObject().put("tokens", new JsonArray());
    HttpResponse<String> response =
        house.json("/v1/verify/batch", "Bearer " + token.plainText(), body);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(house.log().counted())
        .filteredOn(one -> one.tokenId() == token.id())
        .first()
        .returns("/batch", Counted::path);
  }

  private static boolean isWholeAnswer(List<TestToken> tokens, List<Object> judged)
      throws Exception {
    judged.clear();
    judgedOnce(tokens.stream().map(TestToken::plainText).toList()).forEach(judged::add);
    return judged.stream().allMatch(one -> ((JsonObject) one).getInteger("status") == 200);
  }

  /** The answers, once none of them is in doubt. */
  private static JsonArray judged(List<String> texts) throws Exception {
    return judged(new JsonArray(texts.stream().map(BatchIT::item).toList()));
  }

  private static JsonArray judged(JsonArray tokens) throws Exception {
    JsonArray answers = judgedOnce(tokens);
    for (int i = 0; doubts(answers) && i < MOST_REPEATS; i++) {
      Thread.sleep(200);
      answers = judgedOnce(tokens);
    }
    assertThat(doubts(answers)).as("%s", answers).isFalse();
    return answers;
  }

  private static boolean doubts(JsonArray answers) {
    return answers.stream().anyMatch(one -> ((JsonObject) one).getInteger("status") == 503);
  }

  private static JsonArray judgedOnce(List<String> texts) throws Exception {
    return judgedOnce(new JsonArray(texts.stream().map(BatchIT::item).toList()));
  }

  private static JsonArray judgedOnce(JsonArray tokens) throws Exception {
    HttpResponse<String> response =
        house.json(
            PATH, "Bearer " + house.caller.plainText(), new JsonObject().put("tokens", tokens));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body()).getJsonArray("data");
  }

  private static int status(String bearer, JsonObject body) throws Exception {
    return house.json(PATH, bearer, body).statusCode();
  }

  private static JsonObject item(String token) {
    return new JsonObject().put("token", token);
  }
}
