package io.colleckt.auth.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * One message on its way to one webhook.
 *
 * @param messageId the same for everyone who is told of one event
 * @param type a label of {@link EventType}
 * @param status {@code pending}, {@code delivered} or {@code failed}
 * @param attempts those that have begun
 */
public record Delivery(
    long id,
    String messageId,
    String type,
    String status,
    int attempts,
    Times times,
    Optional<Integer> responseCode,
    Optional<String> error) {

  /**
   * When what was and will be.
   *
   * @param happenedAt when the event was
   * @param attemptedAt the last attempt
   * @param nextAttemptAt only while pending
   */
  public record Times(
      Instant happenedAt, Optional<Instant> attemptedAt, Optional<Instant> nextAttemptAt) {}
}
