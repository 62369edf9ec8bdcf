package io.colleckt.auth.webhook;

import io.colleckt.auth.token.Token;
import java.time.Instant;
import java.util.Optional;

/**
 * A receiver that a workspace has named. Holds no secret.
 *
 * @param createdBy empty = nobody who is still known
 */
public record Webhook(
    long id,
    WebhookSettings settings,
    Health health,
    Instant createdAt,
    Optional<Token.Creator> createdBy) {

  /**
   * How it fares.
   *
   * @param disabledBecause a sentence, when the service itself has disabled it
   * @param failingSince since when nothing has been delivered although it was tried
   */
  public record Health(Optional<String> disabledBecause, Optional<Instant> failingSince) {}
}
