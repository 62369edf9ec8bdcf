package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps partitions of the activity log ahead of the days, and deletes what their time is over for,
 * with the counters and texts that went with it; makes counters small that are older; closes
 * receipts while all that they count is there. Used from one context.
 */
final class ActivityUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(ActivityUpkeep.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int DAYS_AHEAD = 7;

  private final Database database;
  private final int retentionDays;
  private final ReceiptsTable receipts = new ReceiptsTable();
  private final WorkspaceRetention workspaces;
  private final ItemCompaction items;

  /**
   * @param retentionDays for how many days calls stay on record
   */
  ActivityUpkeep(Database database, int retentionDays) {
    this.database = database;
    this.retentionDays = retentionDays;
    this.workspaces = new WorkspaceRetention(database);
    this.items = new ItemCompaction(database);
  }

  /** Works now and every hour, on the context of the caller. */
  void start(Rounds rounds) {
    work();
    rounds.every(EVERY, this::work);
  }

  private void work() {
    prepare()
        .otherwiseEmpty()
        .compose(done -> closeReceipts())
        .otherwiseEmpty()
        .compose(done -> expire())
        .otherwiseEmpty()
        .compose(done -> workspaces.work(retentionDays))
        .compose(done -> compact())
        .otherwiseEmpty()
        .compose(done -> forget(SharedTextsTable.ROUTES))
        .compose(done -> forget(SharedTextsTable.USER_AGENTS))
        .onFailure(cause -> database.warn(LOG, "Unused texts stay for now", cause));
  }

  /** Completes once the partitions of the next days are there, as far as locks are to be had. */
  Future<Void> prepare() {
    return database
        .query("select activity_prepare($1)", Tuple.of(DAYS_AHEAD))
        .<Void>mapEmpty()
        .onFailure(cause -> database.warn(LOG, "No partitions made for now", cause));
  }

  /**
   * Completes once nothing is left of the days before the retention, as far as locks allow: what is
   * not a partition goes by ten thousand rows, again and again.
   */
  Future<Void> expire() {
    return database
        .query("select activity_expire($1) as gone", Tuple.of(retentionDays))
        .map(rows -> rows.iterator().next().getInteger("gone"))
        .onFailure(cause -> database.warn(LOG, "Old calls stay on record for now", cause))
        .compose(gone -> gone > 0 ? expire() : Future.succeededFuture());
  }

  private Future<Void> closeReceipts() {
    return receipts
        .close(database, ReceiptsTable.EVERY_TOKEN)
        .compose(closed -> receipts.forgetEnds(database))
        .onFailure(cause -> database.warn(LOG, "Receipts stay open for now", cause));
  }

  private Future<Void> compact() {
    return items
        .work(retentionDays)
        .onFailure(cause -> database.warn(LOG, "Old counters stay large for now", cause));
  }

  /** Completes once the texts are gone that no row can share any more. */
  private Future<Void> forget(SharedTextsTable table) {
    return table
        .forget(database, retentionDays + 1)
        .compose(gone -> gone > 0 ? forget(table) : Future.succeededFuture());
  }
}
