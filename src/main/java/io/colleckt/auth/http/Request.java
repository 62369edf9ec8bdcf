package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
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

  /** A header field, by its first value. */
  Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }
}
