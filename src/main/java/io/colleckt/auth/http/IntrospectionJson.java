package io.colleckt.auth.http;

import io.colleckt.auth.token.LiveToken;
import io.colleckt.auth.token.TokenRecord;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is told of a token, by RFC 7662 section 2.2. A token is a client of its own, so that {@code
 * client_id} and {@code sub} are its id.
 *
 * @param issuer absent when the service does not know its own address
 */
record IntrospectionJson(Optional<URI> issuer) {
  private static final long MILLIS = 1000;

  /** Anything that is not a live token of the caller's workspace: nothing else is told of it. */
  static JsonObject inactive() {
    return new JsonObject().put("active", false);
  }

  /**
   * A live token.
   *
   * @param issuedAt seconds since 1970; empty = not known
   */
  JsonObject active(LiveToken token, OptionalLong issuedAt) {
    JsonObject json = active(token);
    issuedAt.ifPresent(seconds -> json.put("iat", seconds));
    return json;
  }

  /** A live token, without what only Postgres knows. */
  JsonObject active(LiveToken token) {
    String id = Long.toString(token.id());
    JsonObject json =
        new JsonObject()
            .put("active", true)
            .put("scope", token.abilities())
            .put("client_id", id)
            .put("token_type", "Bearer");
    if (token.expiresAtMillis() != TokenRecord.NEVER) {
      json.put("exp", (token.expiresAtMillis() + MILLIS - 1) / MILLIS);
    }
    json.put("sub", id);
    issuer.ifPresent(url -> json.put("iss", url.toString()));
    return json.put("token_id", token.id())
        .put("workspace_id", token.workspaceId())
        .put("environment", token.environment().label());
  }
}
