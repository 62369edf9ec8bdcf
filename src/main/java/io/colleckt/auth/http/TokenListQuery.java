package io.colleckt.auth.http;

import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.ListTokens;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenPage;
import io.colleckt.auth.token.TokenStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a request asks of the list of tokens, and the page as the contract shows it. */
final class TokenListQuery {
  /** What never expires, in a cursor. */
  private static final long NEVER = Long.MAX_VALUE;

  private final Request request;
  private final ListTokens.Filter filter;
  private final ListTokens.Order order;

  /**
   * @throws Refused with 422 when a filter is not acceptable
   */
  TokenListQuery(Request request) {
    this.request = request;
    this.order = order(request);
    this.filter =
        new ListTokens.Filter(
            request.text("status").flatMap(TokenStatus::of),
            request.text("environment").flatMap(Environment::of),
            request.text("q"),
            request.instant("expires_after"),
            request.instant("expires_before"));
    requireTime(filter.expiresAfter(), filter.expiresBefore());
  }

  ListTokens question() {
    return new ListTokens(
        request.actor(),
        filter,
        order,
        request.text("cursor").map(this::place),
        request.limit(),
        request.text("include").isPresent());
  }

  /** The page, of whose tokens {@code data} is shown. */
  JsonObject page(TokenPage page, JsonArray data) {
    List<Token> tokens = page.tokens();
    String next = page.more() ? cursor(tokens.get(tokens.size() - 1)) : null;
    JsonObject json = new JsonObject().put("data", data).put("next_cursor", next);
    page.count()
        .ifPresent(
            count ->
                json.put("total_count", count.tokens()).put("total_count_exact", count.exact()));
    return json;
  }

  /** By age the newest comes first, by expiry what expires first. */
  private static ListTokens.Order order(Request request) {
    boolean byExpiry = request.text("sort").filter("expires_at"::equals).isPresent();
    return new ListTokens.Order(
        byExpiry, request.text("direction").map("asc"::equals).orElse(byExpiry));
  }

  private static void requireTime(Optional<Instant> after, Optional<Instant> before) {
    if (after.isPresent() && before.isPresent() && !after.get().isBefore(before.get())) {
      throw new Refused(
          Failures.invalid(
              "expires_after", "The expires_after must be before the expires_before."));
    }
  }

  private String cursor(Token last) {
    long expiry = last.dates().expiresAt().map(Instant::toEpochMilli).orElse(NEVER);
    return Cursor.of(expiry, last.id(), list());
  }

  private ListTokens.Place place(String cursor) {
    long[] numbers = Cursor.positions(cursor, list());
    Optional<Instant> expiry =
        Optional.of(numbers[0]).filter(millis -> millis != NEVER).map(Instant::ofEpochMilli);
    return new ListTokens.Place(expiry, numbers[1]);
  }

  private List<Object> list() {
    return List.of("tokens", request.actor().workspaceId(), filter, order);
  }
}
