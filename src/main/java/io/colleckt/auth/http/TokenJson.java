package io.colleckt.auth.http;

import io.colleckt.auth.token.Cidr;
import io.colleckt.auth.token.Impact;
import io.colleckt.auth.token.RateLimit;
import io.colleckt.auth.token.Receipt;
import io.colleckt.auth.token.Rotation;
import io.colleckt.auth.token.Token;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tokens and what belongs to them, as the contract shows them. */
final class TokenJson {
  private static final String LAST_USED_ADDRESS = "last_used_address";
  private static final String LAST_USED_USER_AGENT = "last_used_user_agent";

  private TokenJson() {}

  static JsonObject of(Token token) {
    return new JsonObject()
        .put("id", token.id())
        .put("name", token.name())
        .put("environment", token.environment().label())
        .put("abilities", new JsonArray(token.grant().abilities()))
        .put("allowed_ips", list(token.grant().allowedIps(), Cidr::toString))
        .put("rate_limit", token.grant().rateLimit().map(TokenJson::of).orElse(null))
        .put("status", token.status().label())
        .put("created_at", token.dates().createdAt().toString())
        .put("expires_at", text(token.dates().expiresAt()))
        .put("last_used_at", text(token.dates().lastUsedAt()))
        .put(LAST_USED_ADDRESS, token.lastCaller().map(Token.LastCaller::address).orElse(null))
        .put(LAST_USED_USER_AGENT, token.lastCaller().map(Token.LastCaller::userAgent).orElse(null))
        .put("created_by", token.createdBy().map(TokenJson::of).orElse(null))
        .put("rotated_to", token.rotatedTo().orElse(null))
        .put("rotated_from", token.rotatedFrom().orElse(null));
  }

  /** What a token may know of itself: whoever holds it need not be who used it before. */
  static JsonObject ofItself(Token token) {
    JsonObject json = of(token);
    json.remove(LAST_USED_ADDRESS);
    json.remove(LAST_USED_USER_AGENT);
    return json;
  }

  static JsonObject of(Receipt receipt) {
    return new JsonObject()
        .put("id", receipt.id())
        .put("revoked_at", receipt.revokedAt().toString())
        .put("last_accepted_at", text(receipt.lastAcceptedAt()))
        .put("calls_last_24h", receipt.callsLast24h())
        .put("complete", receipt.complete());
  }

  static JsonObject of(Impact impact) {
    return new JsonObject()
        .put("since", impact.since().toString())
        .put("last_seen_at", text(impact.lastSeenAt()))
        .put("calls_last_24h", impact.callsLast24h())
        .put("addresses", list(impact.addresses(), TokenJson::of))
        .put("routes", list(impact.routes(), TokenJson::of));
  }

  static JsonObject of(Rotation.Previous previous) {
    return new JsonObject()
        .put("id", previous.id())
        .put("expires_at", previous.expiresAt().toString())
        .put("pending", previous.pending());
  }

  private static JsonObject of(Impact.FromAddress use) {
    return new JsonObject()
        .put("address", use.address())
        .put("calls", use.calls())
        .put("last_seen_at", use.lastSeenAt().toString());
  }

  private static JsonObject of(Impact.OnRoute use) {
    return new JsonObject()
        .put("method", use.method())
        .put("path", use.path())
        .put("calls", use.calls());
  }

  private static JsonObject of(RateLimit limit) {
    return new JsonObject()
        .put("limit", limit.limit())
        .put("window_seconds", limit.windowSeconds());
  }

  private static JsonObject of(Token.Creator creator) {
    return new JsonObject().put("id", creator.memberId()).put("email", creator.email());
  }

  private static <T> JsonArray list(List<T> values, Function<T, Object> json) {
    return new JsonArray(values.stream().map(json).toList());
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse(null);
  }
}
