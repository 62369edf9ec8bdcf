package io.colleckt.auth.webhook;

import java.util.List;

/**
 * What members choose for a webhook.
 *
 * @param url as {@link WebhookUrl} allows it
 * @param events what it is told; empty = everything
 */
public record WebhookSettings(
    String url, List<EventType> events, String description, boolean enabled) {

  public WebhookSettings {
    events = List.copyOf(events);
  }
}
