package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.KeyServer;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** GitHub's secret scanning, as its partner programme documents it, with real keys on loopback. */
class GithubLeakIT {
  private static final int SLOW_MILLIS = 60_000;
  private static KeyServer github;
  private static House house;
  private static Scanner scanner;

  /** Its number is one of those that were imported. */
  private static TestToken imported;

  @BeforeAll
  static void open() throws Exception {
    github = new KeyServer();
    house =
        House.open(
            Map.of(
                "COLLECKT_LEAKS_GITHUB_KEYS_URL", github.url(),
                "COLLECKT_LEAKS_SANDBOX", "finding",
                "COLLECKT_LEAKS_GRACE_HOURS", "48",
                "COLLECKT_IMPORTED_TOKEN_ID_MAX", "2"));
    imported = TestToken.insert(house.database);
    scanner = new Scanner(house, github);
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
    github.close();
  }

  @Test
  void foundTokenIsRevokedAndWhatIsNoneIsSaidToBe() throws Exception {
    TestToken token = TestToken.insert(house.database);
    TestToken other = TestToken.insert(house.database);
    String wrong = token.id() + "|" + other.secret();
    String unknown = 999_999 + "|" + TestToken.randomSecret();
    String body =
        new JsonArray()
            .add(Scanner.match(token.plainText()))
            .add(Scanner.match(wrong))
            .add(Scanner.match(unknown))
            .add(Scanner.match("nonsense"))
            .encode();

    HttpResponse<String> response = scanner.report(body);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(new JsonArray(response.body()))
        .containsExactly(
            feedback(token.plainText(), "true_positive"),
            feedback(wrong, "false_positive"),
            feedback(unknown, "false_positive"),
            feedback("nonsense", "false_positive"));
    assertThat(house.verify(token)).isEqualTo(401);
    assertThat(house.verify(other)).isEqualTo(200);
    assertThat(house.audit(token)).containsExactly("token.revoked report:github 127.0.0.1");
    assertThat(leak(token))
        .containsExactly(
            "{\"url\": \""
                + Scanner.URL
                + "\", \"source\": \"content\", \"reporter\": \"github\"}");
    assertThat(findings(token)).containsExactly("leaked 1 " + Scanner.URL + " revoked");
  }

  @Test
  void sameReportOnceMoreChangesNothing() throws Exception {
    TestToken token = TestToken.insert(house.database);
    TestToken sandbox = TestToken.insert(house.database, "environment = 'sandbox'");
    String body =
        new JsonArray()
            .add(Scanner.match(token.plainText()))
            .add(Scanner.match(sandbox.plainText()))
            .encode();
    List<String> headers = github.signed(body);

    HttpResponse<String> first = scanner.report(body, headers);
    HttpResponse<String> second = scanner.report(body, headers);

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body()).contains("true_positive");
    for (TestToken each : List.of(token, sandbox)) {
      assertThat(house.audit(each)).hasSize(1);
      assertThat(findings(each)).hasSize(1).allMatch(row -> row.startsWith("leaked 1 "));
    }
  }

  /** Only who asks for a rotation sees the new secret, so a member has to. */
  @Test
  void whereThePolicySaysSoTheTokenEndsAfterTheGracePeriod() throws Exception {
    TestToken token =
        TestToken.insert(house.database, "environment = 'sandbox', expires_at = null");
    TestToken ending =
        TestToken.insert(
            house.database, "environment = 'sandbox', expires_at = now() + interval '1 hour'");
    String body =
        new JsonArray()
            .add(Scanner.match(token.plainText()))
            .add(Scanner.match(ending.plainText()))
            .encode();

    HttpResponse<String> response = scanner.report(body);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).doesNotContain("false_positive");
    assertThat(house.verify(token)).isEqualTo(200);
    assertThat(hoursLeft(token)).isEqualTo("48");
    assertThat(hoursLeft(ending)).as("as before").isEqualTo("1");
    assertThat(house.audit(token)).containsExactly("token.changed report:github 127.0.0.1");
    assertThat(house.audit(ending)).isEmpty();
    assertThat(findings(token)).containsExactly("leaked 1 " + Scanner.URL + " ends");
    assertThat(findings(ending)).containsExactly("leaked 1 " + Scanner.URL + " ends");
  }

  @Test
  void tokenThatWasImportedWithoutAChecksumIsFoundToo() throws Exception {
    String secret = "k".repeat(40);
    house.database.execute(
        "update tokens set secret_hash = sha256('%s') where id = %d"
            .formatted(secret, imported.id()));
    String body = new JsonArray().add(Scanner.match(imported.id() + "|" + secret)).encode();

    HttpResponse<String> response = scanner.report(body);

    assertThat(response.body()).contains("true_positive");
    assertThat(house.verify(new TestToken(imported.id(), secret))).isEqualTo(401);
    assertThat(house.audit(imported)).hasSize(1);
  }

  @Test
  void whatGithubMayAddOneDayIsLeftAlone() throws Exception {
    TestToken token = TestToken.insert(house.database);
    String body =
        "[{\"token\":\"%s\",\"new\":{\"a\":[1]},\"type\":null}]".formatted(token.plainText());
    HttpResponse<String> response = scanner.report(body);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(house.verify(token)).isEqualTo(401);
  }

  @Test
  void noReportIsAnsweredWithAnEmptyList() throws Exception {
    HttpResponse<String> response = scanner.report("[]");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("[]");
  }

  @Test
  void thousandMatchesInOneReportAreDealtWith() throws Exception {
    List<TestToken> tokens = TestToken.insert(house.database, 200, "name = 'many'");
    JsonArray matches = new JsonArray();
    tokens.forEach(token -> matches.add(Scanner.match(token.plainText())));
    for (int i = 0; i < 400; i++) {
      matches.add(Scanner.match("9" + i + "99999|" + TestToken.randomSecret()));
      matches.add(Scanner.match("nonsense " + i));
    }
    String body = matches.encode();
    List<HttpResponse<String>> answers = new ArrayList<>();
    assertThat(becomesTrue(SLOW_MILLIS, () -> isTaken(answers, body))).isTrue();

    JsonArray feedback = new JsonArray(answers.get(answers.size() - 1).body());
    assertThat(feedback).hasSize(1000);
    assertThat(feedback.stream().filter(one -> isReal((JsonObject) one))).hasSize(200);
    long first = tokens.get(0).id();
    assertThat(
            house.database.rows(
                "select count(*) from tokens where state = 'revoked' and id between %d and %d"
                    .formatted(first, first + 199)))
        .containsExactly("200");
    assertThat(house.verify(tokens.get(123))).isEqualTo(401);
  }

  @Test
  void tokenInAUrlIsOnRecordNowhere() throws Exception {
    TestToken token = TestToken.insert(house.database);
    JsonObject match =
        Scanner.match(token.plainText()).put("url", "https://a/?t=" + token.plainText());
    String body = new JsonArray().add(match).encode();
    scanner.report(body);
    assertThat(leak(token)).hasSize(1).noneMatch(row -> row.contains(token.secret()));
    assertThat(leak(token).get(0)).contains("https://a/?t=[redacted]");
  }

  private static boolean isTaken(List<HttpResponse<String>> answers, String body) throws Exception {
    HttpResponse<String> answer = scanner.report(body);
    answers.add(answer);
    return answer.statusCode() == 200;
  }

  private static boolean isReal(JsonObject feedback) {
    return feedback.getString("label").equals("true_positive");
  }

  private static JsonObject feedback(String token, String label) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    return new JsonObject()
        .put("token_hash", HexFormat.of().formatHex(hash))
        .put("token_type", "colleckt_api_token")
        .put("label", label);
  }

  private static List<String> leak(TestToken token) {
    return house.database.rows(
        "select after::jsonb ->> 'leak' from audit where subject = 'token:" + token.id() + "'");
  }

  private static List<String> findings(TestToken token) {
    return house.database.rows(
        """
        select concat_ws(' ', kind, occurrences, detail ->> 'url',
          case when detail ? 'expires_at' then 'ends' else 'revoked' end)
        from findings where token_id = %d
        """
            .formatted(token.id()));
  }

  private static String hoursLeft(TestToken token) {
    return house
        .database
        .rows(
            "select round(extract(epoch from expires_at - now()) / 3600) from tokens where id = "
                + token.id())
        .get(0);
  }
}
