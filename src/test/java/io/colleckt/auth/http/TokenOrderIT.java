package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list tells what expires next, page by page, and how many tokens there are of a kind. */
class TokenOrderIT {
  private static final List<String> BY_EXPIRY =
      List.of("over", "day", "week a", "week b", "month", "never a", "never b");

  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
    for (String name : List.of("month", "never a", "week a", "over", "week b", "never b", "day")) {
      server.create(ADA, name);
    }
    server.create(EVE, "theirs");
    server.create(EVE, "theirs, soon");
    server.execute(
        """
        update tokens t set expires_at = date_trunc('day', now()) + e.at from (values
          ('over', interval '-1 day'), ('day', interval '2 days'), ('week a', interval '7 days'), ('week b', interval '7 days'),
          ('month', interval '30 days'), ('never a', null), ('never b', null), ('theirs, soon', interval '2 days')) as e(name, at)
        where t.name = e.name
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void whatExpiresNextComesFirstAndWhatNeverDoesLast() throws Exception {
    assertThat(names("?sort=expires_at")).isEqualTo(BY_EXPIRY);
    assertThat(names("?sort=expires_at&direction=desc")).isEqualTo(reversed(BY_EXPIRY));
    assertThat(names("?sort=created_at")).isEqualTo(names(""));
    assertThat(names("?direction=asc")).isEqualTo(reversed(names("")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void pagesInThatOrderFollowWithoutGapOrRepeat(int limit) throws Exception {
    assertThat(pages("?sort=expires_at&limit=" + limit)).isEqualTo(BY_EXPIRY);
    assertThat(pages("?sort=expires_at&direction=desc&limit=" + limit))
        .isEqualTo(reversed(BY_EXPIRY));
    assertThat(pages("?direction=asc&limit=" + limit)).isEqualTo(reversed(names("")));
  }

  @Test
  void expiryIsFilteredFromAnInstantOnAndUpToAnother() throws Exception {
    String week = day(7);
    assertThat(names("?sort=expires_at&expires_before=" + week)).containsExactly("over", "day");
    assertThat(names("?sort=expires_at&expires_after=" + week))
        .containsExactly("week a", "week b", "month");
    assertThat(
            names("?sort=expires_at&expires_after=%s&expires_before=%s".formatted(day(0), day(8))))
        .containsExactly("day", "week a", "week b");
    assertThat(names("?status=active&expires_before=" + week)).containsExactly("day");
    assertThat(names("?status=expired&sort=expires_at")).containsExactly("over");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 7",
    "?limit=2, 7",
    "?status=active, 6",
    "?status=expired, 1",
    "?status=paused, 0",
    "?status=revoking, 0",
    "?q=week, 2",
    "?q=WEEK%20a, 1",
    "?environment=sandbox, 0"
  })
  void countIsOfAllThatMatches(String query, int expected) throws Exception {
    JsonObject page = page(query + (query.isEmpty() ? "?" : "&") + "include=total_count");
    assertThat(page.getInteger("total_count")).isEqualTo(expected);
    assertThat(page.getBoolean("total_count_exact")).isTrue();
  }

  @Test
  void countIsTheSameOnLaterPagesAndThereOnlyWhenAskedFor() throws Exception {
    String query = "?sort=expires_at&limit=3&include=total_count";
    String cursor = page(query).getString("next_cursor");
    assertThat(page(query + "&cursor=" + cursor).getInteger("total_count")).isEqualTo(7);
    assertThat(page("?limit=3").fieldNames()).containsExactlyInAnyOrder("data", "next_cursor");
  }

  @Test
  void countEndsAtTenThousand() throws Exception {
    ManagementServer full = new ManagementServer();
    full.execute(
        """
        insert into tokens (workspace_id, name, environment, secret_hash, expires_at)
        select 1, 'CI', 'production', sha256(n::text::bytea), now() + n * interval '1 minute' from generate_series(1, 10001) n
        """);
    JsonObject all = full.get(ADA, "/v1/tokens?limit=1&include=total_count").bodyAsJsonObject();
    assertThat(all.getInteger("total_count")).isEqualTo(10_000);
    assertThat(all.getBoolean("total_count_exact")).isFalse();
    String soon = Instant.now().plus(1, ChronoUnit.HOURS).toString();
    JsonObject some =
        full.get(ADA, "/v1/tokens?limit=1&include=total_count&expires_before=" + soon)
            .bodyAsJsonObject();
    assertThat(some.getInteger("total_count")).isBetween(58, 60);
    assertThat(some.getBoolean("total_count_exact")).isTrue();
    full.stop();
  }

  @Test
  void pendingRevocationHasItsPlaceInEveryOrder() throws Exception {
    ManagementServer other = new ManagementServer();
    for (String name : List.of("first", "second", "third")) {
      other.create(ADA, name);
    }
    other.redisUp = false;
    assertThat(other.delete(ADA, 2).statusCode()).isEqualTo(503);
    String listed = "/v1/tokens?include=total_count&sort=expires_at";
    JsonObject page = other.get(ADA, listed).bodyAsJsonObject();
    assertThat(names(page)).containsExactly("first", "second", "third");
    assertThat(page.getInteger("total_count")).isEqualTo(3);
    JsonObject revoking = other.get(ADA, listed + "&status=revoking").bodyAsJsonObject();
    assertThat(names(revoking)).containsExactly("second");
    assertThat(names(other.get(ADA, listed + "&status=active").bodyAsJsonObject()))
        .containsExactly("first", "third");
    other.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "sort=name, sort, The sort must be created_at or expires_at.",
    "sort=, sort, The sort must be created_at or expires_at.",
    "direction=up, direction, The direction must be asc or desc.",
    "include=everything, include, The include must be total_count.",
    "expires_before=tomorrow, expires_before, The expires_before must be an instant such as 2030-01-31T12:00:00Z.",
    "expires_after=2030-01-31, expires_after, The expires_after must be an instant such as 2030-01-31T12:00:00Z.",
    "expires_after=2030-01-31T12:00:00Z&expires_before=2030-01-31T12:00:00Z, expires_after, The expires_after must be before the expires_before."
  })
  void whatIsNotUnderstoodIsSaid(String query, String field, String message) throws Exception {
    HttpResponse<Buffer> response = server.get(ADA, "/v1/tokens?" + query);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.bodyAsJsonObject().getJsonObject("errors").getJsonArray(field))
        .containsExactly(message);
  }

  @Test
  void cursorHoldsForItsOrderAndTimesOnly() throws Exception {
    String cursor = page("?sort=expires_at&limit=1").getString("next_cursor");
    for (String other :
        List.of(
            "",
            "sort=expires_at&direction=desc&",
            "sort=expires_at&expires_before=" + day(9) + "&")) {
      assertThat(server.get(ADA, "/v1/tokens?" + other + "cursor=" + cursor).statusCode())
          .as(other)
          .isEqualTo(422);
    }
    assertThat(server.get(EVE, "/v1/tokens?sort=expires_at&cursor=" + cursor).statusCode())
        .isEqualTo(422);
  }

  private static String day(int ahead) {
    return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(ahead, ChronoUnit.DAYS).toString();
  }

  private static List<String> pages(String query) throws Exception {
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = page(query + cursor);
      names.addAll(names(page));
      String next = page.getString("next_cursor");
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return names;
  }

  private static JsonObject page(String query) throws Exception {
    return server.get(ADA, "/v1/tokens" + query).bodyAsJsonObject();
  }

  private static List<String> names(String query) throws Exception {
    return names(page(query));
  }

  private static List<String> names(JsonObject page) {
    return page.getJsonArray("data").stream()
        .map(token -> ((JsonObject) token).getString("name"))
        .toList();
  }

  private static List<String> reversed(List<String> names) {
    List<String> reversed = new ArrayList<>(names);
    Collections.reverse(reversed);
    return reversed;
  }
}
