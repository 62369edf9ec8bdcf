package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what webhooks were told long ago, and secrets that sign no longer. Used from one context.
 */
final class WebhookUpkeep {
  static final int DAYS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(WebhookUpkeep.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int BATCH = 1000;

  private final Database database;
  private final NoticesTable notices = new NoticesTable();

  WebhookUpkeep(Database database) {
    this.database = database;
  }

  /** Deletes now and every hour, on the context of the caller. */
  void start(Rounds rounds) {
    work();
    rounds.every(EVERY, this::work);
  }

  private void work() {
    forget().onFailure(cause -> database.warn(LOG, "Old notices stay for now", cause));
  }

  /** Completes once nothing of it is left. */
  Future<Void> forget() {
    return forgetNotices().compose(done -> new WebhookSecretsTable().forget(database));
  }

  private Future<Void> forgetNotices() {
    return notices
        .forget(database, DAYS, BATCH)
        .compose(gone -> gone == BATCH ? forgetNotices() : Future.succeededFuture());
  }
}
