package io.colleckt.auth.bench;

import io.colleckt.auth.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the dashboard asks: each filter with a token, and within a day without one. */
final class ActivityQuestions {
  private static final List<String> FILTERS =
      List.of(
          "",
          "outcome=accepted",
          "outcome=expired",
          "outcome=wrong_secret",
          "outcome=ability", // never occurs
          "environment=production",
          "environment=sandbox",
          "method=DELETE",
          "path=/v2/orders",
          "path=/v2/orders/299",
          "path=/none",
          "address=198.51.0.7",
          "address=192.0.2.1",
          "outcome=expired&method=PUT&path=/v2/orders");

  private final Instant now = Instant.now();
  private final List<Long> tokens;

  ActivityQuestions(Database database) {
    tokens =
        database
            .rows(
                "select id from tokens where name in ('token 0', 'token 100', 'token 1900') order"
                    + " by id")
            .stream()
            .map(Long::valueOf)
            .toList();
  }

  /** Their paths. */
  List<String> all() {
    List<String> all = new ArrayList<>();
    for (String filter : FILTERS) {
      tokens.forEach(token -> all.add(page("token_id=" + token, filter)));
      all.add(page("from=" + now.minus(Duration.ofHours(23)), filter));
    }
    all.add(page("token_id=" + tokens.get(0) + "&from=" + ago(20) + "&to=" + ago(19), ""));
    all.add("/v1/activity");
    all.add("/v1/activity?outcome=revoked");
    all.add("/v1/activity/summary?from=" + ago(30));
    tokens.forEach(token -> all.add("/v1/activity/summary?from=" + ago(30) + "&token_id=" + token));
    all.add("/v1/tokens");
    return all;
  }

  private Instant ago(int days) {
    return now.minus(Duration.ofDays(days));
  }

  private static String page(String scope, String filter) {
    return "/v1/activity?" + scope + (filter.isEmpty() ? "" : "&" + filter);
  }
}
