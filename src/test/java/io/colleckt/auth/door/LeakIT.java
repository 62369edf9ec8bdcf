package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.TestToken;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has found a token may report it, and learns nothing of it. */
class LeakIT {
  private static final String PATH = "/v1/leaks";
  private static House house;

  @BeforeAll
  static void open() throws Exception {
    // Nothing on that port: without GitHub the service starts and works.
    house = House.open(Map.of("COLLECKT_LEAKS_GITHUB_KEYS_URL", "http://127.0.0.1:1/keys"));
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
  }

  @Test
  void theAnswerIsTheSameWhateverTheTokenIs() throws Exception {
    TestToken live = TestToken.insert(house.database);
    TestToken dead = TestToken.insert(house.database, "expires_at = now() - interval '1 s'");
    TestToken foreign = house.foreign();
    List<String> tokens = new ArrayList<>();
    tokens.add(live.plainText());
    tokens.add(dead.plainText());
    tokens.add(foreign.plainText());
    tokens.add(live.plainText());
    tokens.add(dead.id() + "|" + TestToken.randomSecret());
    tokens.add(999_999 + "|" + TestToken.randomSecret());
    tokens.add("nonsense");

    List<String> answers = new ArrayList<>();
    for (String token : tokens) {
      long from = System.nanoTime();
      HttpResponse<String> response = report(token, "https://paste.example.com/1");
      Duration taken = Duration.ofNanos(System.nanoTime() - from);
      assertThat(taken).as(token).isGreaterThanOrEqualTo(Duration.ofMillis(990));
      answers.add(response.statusCode() + " " + response.body());
    }

    assertThat(answers).allMatch(answers.get(0)::equals);
    assertThat(answers.get(0)).startsWith("202 {\"message\":\"Thank you.");
    for (TestToken token : List.of(live, dead, foreign)) {
      assertThat(becomesTrue(20_000, () -> house.verify(token) == 401)).isTrue();
      assertThat(house.audit(token)).containsExactly("token.revoked report:anyone 127.0.0.1");
    }
  }

  /** The wrong secret ends nothing. */
  @Test
  void onlyWhoHoldsATokenEndsIt() throws Exception {
    TestToken live = TestToken.insert(house.database);
    report(live.id() + "|" + TestToken.randomSecret(), "");
    assertThat(house.verify(live)).isEqualTo(200);
    assertThat(house.audit(live)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                              | 422
          {"token":""}                    | 422
          {"token":1}                     | 422
          {"token":"a","url":1}           | 422
          {"token":"a","when":"now"}      | 400
          []                              | 400
          {"token":"a"                    | 400
          """)
  void whatIsNoReportIsRefused(String body, int status) throws Exception {
    assertThat(send(body, "application/json").statusCode()).isEqualTo(status);
  }

  @Test
  void bodyIsSmallAndJson() throws Exception {
    String body = "{\"token\":\"" + "a".repeat(9000) + "\"}";
    assertThat(send(body, "application/json").statusCode()).isEqualTo(413);
    assertThat(send("token=a", "application/x-www-form-urlencoded").statusCode()).isEqualTo(415);
    assertThat(house.send(house.request(PATH, null).GET()).statusCode()).isEqualTo(405);
  }

  /** In doubt about the key nobody is called a forger. */
  @Test
  void withoutGithubItsReportsAreToBeSentAgain() throws Exception {
    HttpResponse<String> response =
        house.once(
            house
                .request(PATH + "/github", null)
                .header("Content-Type", "application/json")
                .header("Github-Public-Key-Identifier", "a")
                .header("Github-Public-Key-Signature", "MEUCIQ==")
                .POST(BodyPublishers.ofString("[]")));
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
  }

  /** A finding tells members, and webhooks with it. */
  @Test
  void membersAreToldWhereItWasFound() throws Exception {
    TestToken live = TestToken.insert(house.database);
    report(live.plainText(), "https://paste.example.com/7");
    assertThat(
            becomesTrue(
                10_000,
                () ->
                    house
                        .database
                        .rows(
                            "select detail ->> 'url' from findings where kind = 'leaked' and"
                                + " detail ->> 'at' ~ ':[0-9]{2}Z$' and"
                                + " token_id = "
                                + live.id())
                        .equals(List.of("https://paste.example.com/7"))))
        .isTrue();
  }

  private static HttpResponse<String> report(String token, String url) throws Exception {
    return send(new JsonObject().put("token", token).put("url", url).encode(), "application/json");
  }

  private static HttpResponse<String> send(String body, String type) throws Exception {
    return house.send(
        house.request(PATH, null).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }
}
