package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A management request that the contract accepts.
 *
 * @param actor who asks; null where no session is needed
 * @param path the path's parameters, numbers as {@link Long}
 * @param query the query's parameters that were given, numbers as {@link Long}
 * @param body empty when the operation takes none
 */
record Request(
    RoutingContext context,
    Actor actor,
    Map<String, Object> path,
    Map<String, Object> query,
    JsonObject body) {

  private static final int LAST_YEAR = 9999;
  private static final long USUAL_LIMIT = 50;

  /** How many rows a page is to have. */
  int limit() {
    return number("limit").orElse(USUAL_LIMIT).intValue();
  }

  /**
   * Below which id the page begins; see {@link Cursor}.
   *
   * @throws Refused with 422 when the cursor is none of this list
   */
  long below(List<?> list) {
    return text("cursor").map(cursor -> Cursor.position(cursor, list)).orElse(Long.MAX_VALUE);
  }

  /** The {@code id} of the path. */
  long id() {
    return (Long) path.get("id");
  }

  /** A query parameter that is a text. */
  Optional<String> text(String name) {
    return Optional.ofNullable((String) query.get(name));
  }

  /** A query parameter that is a number. */
  Optional<Long> number(String name) {
    return Optional.ofNullable((Long) query.get(name));
  }

  /**
   * A query parameter that is an instant.
   *
   * @throws Refused with 422 when it is none, or one that Postgres cannot hold
   */
  Optional<Instant> instant(String name) {
    return text(name).map(text -> instant(name, text));
  }

  private static Instant instant(String name, String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() > 0 && time.getYear() <= LAST_YEAR) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    String message = "The " + name + " must be an instant such as 2030-01-31T12:00:00Z.";
    throw new Refused(Failures.invalid(name, message));
  }

  /** A header field, by its first value. */
  Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }
}
