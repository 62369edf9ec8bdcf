package io.colleckt.auth.persistence;

import io.colleckt.auth.metrics.Level;
import io.colleckt.auth.persistence.OutboxTable.Backlog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every five seconds how much is not in force yet: revocations, and what else narrows access.
 * While Postgres does not answer, the figures stay as they were. Used from one context.
 */
final class OutboxFigures {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxFigures.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Database database;
  private final OutboxTable outbox = new OutboxTable();
  private final Level revocations;
  private final Level changes;
  private final Level oldest;

  OutboxFigures(Database database) {
    this.database = database;
    this.revocations =
        database
            .metrics()
            .level(
                "colleckt.revocations.pending",
                "Revocations that are stored and not in force everywhere yet.");
    this.changes =
        database
            .metrics()
            .level(
                "colleckt.changes.pending",
                "Other changes that narrow access and are not in force everywhere yet.");
    this.oldest =
        database
            .metrics()
            .level(
                "colleckt.pending.oldest.seconds",
                "How long the oldest of both has been waiting; 0 = none waits.");
  }

  /** Looks now and from now on. */
  void start(Rounds rounds) {
    look();
    rounds.every(EVERY, this::look);
  }

  private void look() {
    outbox
        .backlog(database)
        .onSuccess(this::tell)
        .onFailure(cause -> LOG.debug("The outbox was not counted: {}", cause.toString()));
  }

  private void tell(Backlog backlog) {
    revocations.set(backlog.revocations());
    changes.set(backlog.changes());
    oldest.set(backlog.oldest().toMillis() / 1000.0);
  }
}
