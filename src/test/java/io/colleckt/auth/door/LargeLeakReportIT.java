package io.colleckt.auth.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.KeyServer;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.json.JsonArray;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The most that GitHub is told to find at once, all of it live: how long that takes, and that it is
 * done.
 */
@Tag("long")
class LargeLeakReportIT {
  private static final int TOKENS = 1_000;
  private static final int MOST_REPORTS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void thousandLiveTokensOfOneReportAreRevokedBeforeItIsAnswered() throws Exception {
    try (KeyServer github = new KeyServer();
        House house = House.open(Map.of("COLLECKT_LEAKS_GITHUB_KEYS_URL", github.url()))) {
      List<TestToken> tokens = TestToken.insert(house.database, TOKENS, "name = 'leaked'");
      JsonArray matches = new JsonArray();
      tokens.forEach(token -> matches.add(Scanner.match(token.plainText())));
      Scanner scanner = new Scanner(house, github);

      long start = System.nanoTime();
      int reports = 1;
      HttpResponse<String> answer = report(scanner, matches);
      while (answer.statusCode() == 503 && reports < MOST_REPORTS) {
        reports++;
        answer = report(scanner, matches);
      }
      double seconds = (System.nanoTime() - start) / 1e9;

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().split("\"true_positive\"", -1)).hasSize(TOKENS + 1);
      String revoked = "select count(*) from tokens where name = 'leaked' and state = 'revoked'";
      assertThat(house.database.rows(revoked)).containsExactly(String.valueOf(TOKENS));
      for (TestToken token : tokens.subList(0, 100)) {
        assertThat(house.verify(token)).isEqualTo(401);
      }
      System.out.printf(
          "LargeLeakReportIT: %d live tokens revoked in %.1f s, by %d reports of %d KB%n",
          TOKENS, seconds, reports, matches.encode().length() / 1_000);
    }
  }

  private static HttpResponse<String> report(Scanner scanner, JsonArray matches) throws Exception {
    return scanner.house().once(scanner.request(matches.encode()).timeout(PATIENCE));
  }
}
