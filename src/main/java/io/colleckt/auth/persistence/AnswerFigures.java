package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.metrics.Counts;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.metrics.Timing;
import io.vertx.core.Future;
import java.time.Duration;

/** What operators want to know of answers: how revocations and sign-ins end. */
final class AnswerFigures {
  private static final Duration[] REVOCATION = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(300),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2)
  };

  private final Timing revocation;
  private final Counts<Revoked> revocations;
  private final Counts<SignedIn> signIns;

  /** How a revocation was answered: in force, "pending", not at all. */
  private enum Revoked {
    DONE,
    PENDING,
    FAILED
  }

  /** How a sign-in was answered. */
  private enum SignedIn {
    ACCEPTED,
    REFUSED,
    THROTTLED,
    FAILED
  }

  AnswerFigures(Metrics metrics) {
    this.revocation =
        metrics.timing(
            "colleckt.revocation",
            "From the request to the receipt, figures of the log included.",
            REVOCATION);
    this.revocations =
        metrics.counts(
            "colleckt.revocations",
            "Revocations by how they were answered.",
            "outcome",
            Revoked.class);
    this.signIns =
        metrics.counts(
            "colleckt.sign.ins", "Sign-ins by how they were answered.", "outcome", SignedIn.class);
  }

  /** Counts how this revocation ends; one that was not allowed is none. */
  <T> Future<Outcome<T>> revoking(Future<Outcome<T>> answer) {
    long startedNanos = System.nanoTime();
    return answer
        .onSuccess(outcome -> revoked(outcome, startedNanos))
        .onFailure(cause -> revocations.add(Revoked.FAILED));
  }

  /** Counts how this sign-in ends. */
  <T> Future<Outcome<T>> signingIn(Future<Outcome<T>> answer) {
    return answer
        .onSuccess(outcome -> signIns.add(signedIn(outcome)))
        .onFailure(cause -> signIns.add(SignedIn.FAILED));
  }

  private void revoked(Outcome<?> outcome, long startedNanos) {
    if (outcome instanceof Outcome.Done) {
      revocations.add(Revoked.DONE);
      revocation.recordSince(startedNanos);
    } else if (outcome instanceof Outcome.Pending) {
      revocations.add(Revoked.PENDING);
    }
  }

  private static SignedIn signedIn(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Done) {
      return SignedIn.ACCEPTED;
    }
    return outcome instanceof Outcome.Throttled ? SignedIn.THROTTLED : SignedIn.REFUSED;
  }
}
