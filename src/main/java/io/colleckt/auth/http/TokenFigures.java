package io.colleckt.auth.http;

import io.colleckt.auth.activity.ReadTokenCalls;
import io.colleckt.auth.activity.TokenCalls;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.token.Token;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Shows tokens with how much they were used of late. When that cannot be told they are shown
 * without: nobody is kept from their tokens by a figure.
 */
final class TokenFigures {
  private final EventBus bus;

  TokenFigures(EventBus bus) {
    this.bus = bus;
  }

  /** Completes with the tokens in their order, as the request wants to see them. */
  Future<JsonArray> show(Request request, List<Token> tokens) {
    List<Long> ids = tokens.stream().map(Token::id).toList();
    boolean sparkline = request.text("sparkline").isPresent();
    return ActivityAddresses.TOKEN_CALLS
        .ask(bus, new ReadTokenCalls(request.actor().workspaceId(), ids))
        .map(Optional::of)
        .otherwise(Optional.empty())
        .map(calls -> new JsonArray(tokens.stream().map(t -> json(t, calls, sparkline)).toList()));
  }

  private static JsonObject json(Token token, Optional<TokenCalls> calls, boolean sparkline) {
    JsonObject json =
        TokenJson.of(token)
            .put("calls_last_24h", calls.map(all -> all.total(token.id())).orElse(null));
    return sparkline
        ? json.put("sparkline", calls.map(all -> lastHours(all, token)).orElse(null))
        : json;
  }

  /** 24 of them: the one before is counted in the total, since a part of it is. */
  private static JsonArray lastHours(TokenCalls calls, Token token) {
    return new JsonArray(calls.of(token.id()).subList(1, TokenCalls.HOURS));
  }
}
