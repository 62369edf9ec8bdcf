package io.colleckt.auth.http;

import io.colleckt.auth.webhook.EventType;
import io.colleckt.auth.webhook.WebhookChanges;
import io.colleckt.auth.webhook.WebhookSettings;
import io.colleckt.auth.webhook.WebhookUrl;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The body of a request about webhooks, which the contract has accepted, in our own words. */
record WebhookBody(JsonObject json, boolean privateAllowed) {

  /** What a new webhook is made of. */
  WebhookSettings settings() {
    return changes().on(new WebhookSettings("", List.of(), "", true));
  }

  /**
   * What shall be another.
   *
   * @throws Refused with 422 when the URL may not be asked
   */
  WebhookChanges changes() {
    return new WebhookChanges(
        Optional.ofNullable(json.getString("url")).map(this::url),
        Optional.ofNullable(json.getJsonArray("events")).map(WebhookBody::events),
        Optional.ofNullable(json.getString("description")).map(String::strip),
        Optional.ofNullable(json.getBoolean("enabled")));
  }

  private String url(String text) {
    try {
      WebhookUrl.parse(text, privateAllowed);
      return text;
    } catch (IllegalArgumentException e) {
      throw new Refused(Failures.invalid("url", e.getMessage()));
    }
  }

  private static List<EventType> events(JsonArray labels) {
    return labels.stream()
        .map(label -> EventType.of((String) label).orElseThrow())
        .distinct()
        .toList();
  }
}
