package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes, now and then, what can be used no longer. Used from one context. */
final class Forgetting {
  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final Database database;

  Forgetting(Database database) {
    this.database = database;
  }

  /** Deletes from now on, on the context of the caller. */
  void start(Rounds rounds) {
    rounds.every(EVERY, this::forget);
  }

  /** Completes once nothing is stored any more that has ended. */
  Future<Void> forget() {
    return new SignInFailuresTable()
        .forget(database)
        .compose(done -> new SessionsTable().forget(database))
        .compose(done -> new InvitationsTable().forget(database))
        .compose(done -> new IdempotencyKeysTable().forget(database))
        .onFailure(cause -> database.warn(LOG, "What has ended stays stored for now", cause));
  }
}
