package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.http.ManagementServer.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list shows what the workspace has, page by page, and nobody else's. */
class TokenListIT {
  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
    for (String name : List.of("one", "two_2", "THREE", "four%", "five\\")) {
      server.create(ADA, name);
    }
    JsonObject sandbox = new JsonObject().put("name", "six").put("environment", "sandbox");
    server.post(MAX, "/v1/tokens", sandbox);
    server.create(EVE, "theirs");
    server.execute("update tokens set expires_at = now() where name = 'one'");
    server.patch(ADA, 2, new JsonObject().put("paused", true));
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void membersSeeAllTokensOfTheirWorkspaceNewestFirst() throws Exception {
    assertThat(names(MAX, "")).containsExactly("six", "five\\", "four%", "THREE", "two_2", "one");
    assertThat(names(EVE, "")).containsExactly("theirs");
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepeat() throws Exception {
    List<String> names = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonObject page = server.get(ADA, "/v1/tokens?limit=2" + cursor).bodyAsJsonObject();
      names.addAll(names(page));
      cursor =
          page.getString("next_cursor") == null ? "" : "&cursor=" + page.getString("next_cursor");
      pages++;
    } while (!cursor.isEmpty());

    assertThat(pages).isEqualTo(3);
    assertThat(names).containsExactly("six", "five\\", "four%", "THREE", "two_2", "one");
  }

  @Test
  void filtersApply() throws Exception {
    assertThat(names(ADA, "?status=expired")).containsExactly("one");
    assertThat(names(ADA, "?status=paused")).containsExactly("two_2");
    assertThat(names(ADA, "?status=active")).containsExactly("six", "five\\", "four%", "THREE");
    assertThat(names(ADA, "?status=revoking")).isEmpty();
    assertThat(names(ADA, "?environment=sandbox")).containsExactly("six");
    assertThat(names(ADA, "?environment=sandbox&status=paused")).isEmpty();
  }

  @Test
  void wordsAreTakenAsTheyStand() throws Exception {
    assertThat(names(ADA, "?q=three")).containsExactly("THREE");
    assertThat(names(ADA, "?q=%25")).containsExactly("four%");
    assertThat(names(ADA, "?q=_")).containsExactly("two_2");
    assertThat(names(ADA, "?q=%5C")).containsExactly("five\\");
    assertThat(names(ADA, "?q='")).isEmpty();
  }

  @Test
  void cursorHoldsForItsListOnly() throws Exception {
    String cursor =
        server.get(ADA, "/v1/tokens?limit=1").bodyAsJsonObject().getString("next_cursor");

    assertThat(server.get(ADA, "/v1/tokens?cursor=" + cursor).statusCode()).isEqualTo(200);
    assertThat(server.get(MAX, "/v1/tokens?cursor=" + cursor).statusCode()).isEqualTo(200);
    assertRefused(EVE, "cursor=" + cursor);
    assertRefused(ADA, "status=active&cursor=" + cursor);
    assertRefused(ADA, "cursor=" + cursor.substring(1));
    char other = cursor.charAt(0) == 'A' ? 'B' : 'A';
    assertRefused(ADA, "cursor=" + other + cursor.substring(1));
    assertRefused(ADA, "cursor=nonsense");
    assertRefused(ADA, "cursor=%00");
  }

  private static void assertRefused(String actor, String query) throws Exception {
    HttpResponse<Buffer> response = server.get(actor, "/v1/tokens?" + query);
    assertThat(response.statusCode()).as(query).isEqualTo(422);
    assertThat(response.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactly("cursor");
  }

  private static List<String> names(String actor, String query) throws Exception {
    return names(server.get(actor, "/v1/tokens" + query).bodyAsJsonObject());
  }

  private static List<String> names(JsonObject page) {
    return page.getJsonArray("data").stream()
        .map(token -> ((JsonObject) token).getString("name"))
        .toList();
  }
}
