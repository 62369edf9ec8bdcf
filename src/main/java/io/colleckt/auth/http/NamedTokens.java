package io.colleckt.auth.http;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.token.ReadTokenNames;
import io.colleckt.auth.token.TokenNames;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Puts the names of tokens, also of revoked ones, beside rows that hold their numbers: one question
 * for a page. When it cannot be answered the rows are shown without: a name is no reason to hide
 * them.
 */
final class NamedTokens {
  private static final TokenNames NONE = new TokenNames(Map.of());

  private final EventBus bus;

  NamedTokens(EventBus bus) {
    this.bus = bus;
  }

  /**
   * Completes with the rows, each with {@code token_name} and {@code token_revoked}; null where
   * there is no token, or its name cannot be told.
   *
   * @param id of the token of a row, or null
   */
  Future<JsonArray> name(Request request, List<JsonObject> rows, Function<JsonObject, Long> id) {
    List<Long> ids = rows.stream().map(id).filter(Objects::nonNull).distinct().toList();
    Future<TokenNames> names =
        ids.isEmpty()
            ? Future.succeededFuture(NONE)
            : Addresses.TOKEN_NAMES
                .ask(bus, new ReadTokenNames(request.actor().workspaceId(), ids))
                .otherwise(NONE);
    return names.map(all -> new JsonArray(rows.stream().map(row -> named(row, all, id)).toList()));
  }

  private static JsonObject named(
      JsonObject row, TokenNames names, Function<JsonObject, Long> idOf) {
    Long id = idOf.apply(row);
    TokenNames.Named token = id == null ? null : names.of(id).orElse(null);
    return row.put("token_name", token == null ? null : token.name())
        .put("token_revoked", token == null ? null : token.revoked());
  }
}
