package io.colleckt.auth.webhook;

import java.util.List;
import java.util.Optional;

/** What shall be another about a webhook; what is empty stays as it is. */
public record WebhookChanges(
    Optional<String> url,
    Optional<List<EventType>> events,
    Optional<String> description,
    Optional<Boolean> enabled) {

  /** The settings with these changes. */
  public WebhookSettings on(WebhookSettings settings) {
    return new WebhookSettings(
        url.orElse(settings.url()),
        events.orElse(settings.events()),
        description.orElse(settings.description()),
        enabled.orElse(settings.enabled()));
  }
}
