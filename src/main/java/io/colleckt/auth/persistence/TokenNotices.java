package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.webhook.EventType;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;

/** Tells webhooks of tokens that were made or revoked, in the transaction of the change. */
final class TokenNotices {
  private final NoticesTable notices = new NoticesTable();

  Future<Void> created(SqlConnection connection, Actor actor, StoredToken token) {
    return add(connection, actor, EventType.TOKEN_CREATED, data(actor, token));
  }

  /**
   * @param replaces the token that this one was made for
   */
  Future<Void> created(SqlConnection connection, Actor actor, StoredToken token, long replaces) {
    JsonObject data = data(actor, token);
    data.getJsonObject("token").put("replaces", replaces);
    return add(connection, actor, EventType.TOKEN_CREATED, data);
  }

  Future<Void> revoked(SqlConnection connection, Actor actor, StoredToken token) {
    return add(connection, actor, EventType.TOKEN_REVOKED, data(actor, token));
  }

  private Future<Void> add(SqlConnection connection, Actor actor, EventType type, JsonObject data) {
    return notices.add(connection, actor.workspaceId(), type.label(), data);
  }

  private static JsonObject data(Actor actor, StoredToken stored) {
    Token token = stored.token();
    return new JsonObject()
        .put(
            "token",
            new JsonObject()
                .put("id", token.id())
                .put("name", token.name())
                .put("environment", token.environment().label())
                .put("abilities", new JsonArray(token.grant().abilities()))
                .put("created_at", token.dates().createdAt().toString())
                .put("expires_at", text(token.dates().expiresAt())))
        .put("by", by(actor));
  }

  /** Null for the operator; a token that ended itself has no id of a member. */
  private static JsonObject by(Actor actor) {
    return actor.email() == null
        ? null
        : new JsonObject()
            .put("id", actor.memberId() == 0 ? null : actor.memberId())
            .put("email", actor.email());
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse(null);
  }
}
