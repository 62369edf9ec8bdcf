package io.colleckt.auth.http;

import io.colleckt.auth.activity.ActivityFilter;
import io.colleckt.auth.activity.ActivityPlace;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request asks of the activity log, beyond what the contract can say about it. */
final class ActivityQuery {
  private static final Duration LONGEST_WITHOUT_TOKEN = Duration.ofHours(24);
  private static final List<String> FILTERS =
      List.of("token_id", "environment", "outcome", "method", "path", "address", "from", "to");

  private final Request request;
  private final ActivityFilter filter;

  /**
   * @throws Refused with 422 when a filter is not acceptable
   */
  ActivityQuery(Request request) {
    this.request = request;
    TimeSpan span = TimeSpan.of(request);
    this.filter =
        new ActivityFilter(
            request.number("token_id"),
            request.text("environment").flatMap(Environment::of),
            request.text("outcome").flatMap(CheckOutcome::of),
            request.text("method"),
            request.text("path"),
            request.text("address").map(ActivityQuery::address),
            span.from().map(TimeSpan::millis),
            span.to().map(TimeSpan::millis));
    if (request.text("cursor").isEmpty() && filter.isRare() && filter.tokenId().isEmpty()) {
      requireShort(span);
    }
  }

  ActivityFilter filter() {
    return filter;
  }

  /** Where the page begins. */
  ActivityPlace below() {
    return request.text("cursor").map(this::place).orElseGet(filter::end);
  }

  /** The cursor for the page that begins there. */
  String cursor(ActivityPlace place) {
    return Cursor.of(place.atMillis(), place.id(), list());
  }

  private ActivityPlace place(String cursor) {
    long[] numbers = Cursor.positions(cursor, list());
    return new ActivityPlace(numbers[0], numbers[1]);
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>(List.of("activity", request.actor().workspaceId()));
    FILTERS.forEach(name -> list.add(Optional.ofNullable(request.query().get(name))));
    return list;
  }

  /** Nothing finds such rows but looking at all of them. */
  private void requireShort(TimeSpan span) {
    Optional<Instant> earliest =
        span.to().or(() -> Optional.of(Instant.now())).map(to -> to.minus(LONGEST_WITHOUT_TOKEN));
    if (span.from().isEmpty() || span.from().get().isBefore(earliest.get())) {
      String field =
          List.of("method", "path", "address").stream()
              .filter(request.query()::containsKey)
              .findFirst()
              .orElseThrow();
      throw refused(
          field,
          "A filter by " + field + " needs a token_id, or a from and a to at most 24 hours apart.");
    }
  }

  private static IpAddress address(String text) {
    try {
      return IpAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused("address", "The address must be an IPv4 or IPv6 address.");
    }
  }

  private static Refused refused(String field, String message) {
    return new Refused(Failures.invalid(field, message));
  }
}
