package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.webhook.Delivery;
import io.colleckt.auth.webhook.EventType;
import io.colleckt.auth.webhook.UrlTrace;
import io.colleckt.auth.webhook.Webhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Webhooks and their deliveries, as the contract shows them. */
final class WebhookJson {
  private WebhookJson() {}

  /** As that member may see it. */
  static JsonObject of(Webhook webhook, Actor reader) {
    String url = webhook.settings().url();
    List<String> events = webhook.settings().events().stream().map(EventType::label).toList();
    return new JsonObject()
        .put("id", webhook.id())
        .put("url", reader.role().administers() ? url : UrlTrace.of(url).origin())
        .put("events", new JsonArray(events))
        .put("description", webhook.settings().description())
        .put("enabled", webhook.settings().enabled())
        .put("disabled_because", webhook.health().disabledBecause().orElse(null))
        .put("failing_since", text(webhook.health().failingSince()))
        .put("created_at", webhook.createdAt().toString())
        .put("created_by", webhook.createdBy().map(WebhookJson::of).orElse(null));
  }

  static JsonObject of(Delivery delivery) {
    return new JsonObject()
        .put("id", delivery.id())
        .put("message_id", delivery.messageId())
        .put("type", delivery.type())
        .put("status", delivery.status())
        .put("attempts", delivery.attempts())
        .put("happened_at", delivery.times().happenedAt().toString())
        .put("attempted_at", text(delivery.times().attemptedAt()))
        .put("next_attempt_at", text(delivery.times().nextAttemptAt()))
        .put("response_code", delivery.responseCode().orElse(null))
        .put("error", delivery.error().orElse(null));
  }

  private static JsonObject of(Token.Creator creator) {
    return new JsonObject().put("id", creator.memberId()).put("email", creator.email());
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse(null);
  }
}
