package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.webhook.EventType;
import io.colleckt.auth.webhook.UrlTrace;
import io.colleckt.auth.webhook.Webhook;
import io.colleckt.auth.webhook.WebhookSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * How changes of webhooks read in the audit log: without secrets, and without what follows the host
 * in a URL, since rows cannot be removed.
 */
final class WebhookAudit {
  private WebhookAudit() {}

  static String subject(long id) {
    return "webhook:" + id;
  }

  static AuditEntry created(Actor actor, Webhook after) {
    return entry(actor, "webhook.created", after, null, settings(after.settings()));
  }

  static AuditEntry changed(Actor actor, Webhook before, WebhookSettings after) {
    return entry(actor, "webhook.changed", before, settings(before.settings()), settings(after));
  }

  static AuditEntry deleted(Actor actor, Webhook before) {
    return entry(actor, "webhook.deleted", before, settings(before.settings()), null);
  }

  static AuditEntry rotated(Actor actor, Webhook webhook) {
    return entry(actor, "webhook.secret_rotated", webhook, null, null);
  }

  static AuditEntry disabled(Actor service, long id, String because) {
    JsonObject after = new JsonObject().put("enabled", false).put("disabled_because", because);
    return new AuditEntry(
        service, "webhook.disabled", subject(id), new JsonObject().put("enabled", true), after);
  }

  private static AuditEntry entry(
      Actor actor, String action, Webhook webhook, JsonObject before, JsonObject after) {
    return new AuditEntry(actor, action, subject(webhook.id()), before, after);
  }

  private static JsonObject settings(WebhookSettings settings) {
    UrlTrace trace = UrlTrace.of(settings.url());
    return new JsonObject()
        .put("url", trace.origin())
        .put("url_sha256", trace.digest())
        .put("events", new JsonArray(settings.events().stream().map(EventType::label).toList()))
        .put("description", settings.description())
        .put("enabled", settings.enabled());
  }
}
