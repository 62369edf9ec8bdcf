package io.colleckt.auth.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.KeyServer;
import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.json.JsonArray;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is not GitHub, or makes no sense, is refused, and costs little. */
class GithubSignatureIT {
  private static KeyServer github;
  private static House house;
  private static Scanner scanner;

  @BeforeAll
  static void open() throws Exception {
    github = new KeyServer();
    house = House.open(Map.of("COLLECKT_LEAKS_GITHUB_KEYS_URL", github.url()));
    scanner = new Scanner(house, github);
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
    github.close();
  }

  @Test
  void otherBytesOtherKeysAndOtherCurvesAreRefused() throws Exception {
    TestToken token = TestToken.insert(house.database);
    String body = new JsonArray().add(Scanner.match(token.plainText())).encode();
    String own = KeyServer.sign(KeyServer.drawn("secp256r1"), body);
    String longer = KeyServer.sign(KeyServer.drawn("secp384r1"), body);
    String right = github.signed(body).get(3);

    assertRefused(scanner.report(body.replace("content", "Content"), github.signed(body)));
    assertRefused(scanner.report(body + " ", github.signed(body)));
    assertRefused(scanner.report(body, KeyServer.headers(KeyServer.KEY, own)));
    assertRefused(scanner.report(body, KeyServer.headers(KeyServer.KEY, longer)));
    assertRefused(scanner.report(body, KeyServer.headers(KeyServer.KEY, "MEUCIQ==")));
    assertThat(scanner.once(body, KeyServer.headers("0".repeat(64), right)).statusCode())
        .as("perhaps published since GitHub was asked")
        .isIn(403, 503);

    assertThat(house.verify(token)).isEqualTo(200);
    assertThat(house.audit(token)).isEmpty();
  }

  @Test
  void whoHangsUpBeforeTheBodyTakesNoPlace() throws Exception {
    String head =
        String.join(
            "\r\n",
            "POST /v1/leaks/github HTTP/1.1",
            "Host: 127.0.0.1",
            "Content-Type: application/json",
            "Github-Public-Key-Identifier: " + KeyServer.KEY,
            "Github-Public-Key-Signature: MEUCIQ==",
            "Content-Length: 10",
            "",
            "");
    for (int i = 0; i < 40; i++) {
      try (RawHttp http = new RawHttp(house.node.node().httpPort())) {
        http.send(head);
      }
    }
    assertThat(scanner.report("[]").statusCode()).isEqualTo(200);
  }

  @Test
  void reportWithoutASignatureIsMalformed() throws Exception {
    String body = "[]";
    String right = github.signed(body).get(3);
    assertThat(scanner.report(body, List.of()).statusCode()).isEqualTo(400);
    assertThat(scanner.report(body, KeyServer.headers(KeyServer.KEY, "%%%")).statusCode())
        .isEqualTo(400);
    assertThat(scanner.report(body, KeyServer.headers("a b", right)).statusCode()).isEqualTo(400);
    List<String> twice = new ArrayList<>(github.signed(body));
    twice.addAll(List.of("Github-Public-Key-Identifier", "other"));
    assertThat(scanner.report(body, twice).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "",
        "null",
        "[1]",
        "[{}]",
        "[{\"token\":1}]",
        "[{\"token\":\"a\",\"token\":\"b\"}]",
        "[{\"token\":\"a\"}] []",
        "[{\"token\":\"a\"",
        "[{\"token\":\"\\ud800\"}]"
      })
  void signedNonsenseIsMalformed(String body) throws Exception {
    assertThat(scanner.report(body).statusCode()).isEqualTo(400);
  }

  @Test
  void hugeBodyIsTooLarge() throws Exception {
    String body = "[" + " ".repeat(2 * 1024 * 1024) + "]";
    assertThat(scanner.report(body).statusCode()).isEqualTo(413);
  }

  /** A made-up name is worth one question, and a key that is known none. */
  @Test
  void githubIsNotAskedForEachReport() throws Exception {
    scanner.report("[]");
    int before = github.asked();
    for (int i = 0; i < 200; i++) {
      String madeUp = String.valueOf(i).repeat(10);
      HttpResponse<String> response = scanner.once("[]", KeyServer.headers(madeUp, "MEUCIQ=="));
      assertThat(response.statusCode()).isIn(403, 503);
      assertThat(response.headers().firstValue("Retry-After").isPresent())
          .isEqualTo(response.statusCode() == 503);
      assertThat(scanner.report("[]").statusCode()).isEqualTo(200);
    }
    assertThat(github.asked() - before).isLessThan(10);
  }

  private static void assertRefused(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).isEqualTo("{\"message\":\"This is not signed by GitHub.\"}");
  }
}
