package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the calls of workspaces that keep them for a shorter time than the operator does. */
final class WorkspaceRetention {
  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceRetention.class);

  private final Database database;
  private final WorkspacesTable workspaces = new WorkspacesTable();

  WorkspaceRetention(Database database) {
    this.database = database;
  }

  /**
   * Completes once nothing is left that is too old, as far as locks allow. Never fails.
   *
   * @param retentionDays the operator's
   */
  Future<Void> work(int retentionDays) {
    return workspaces
        .forgetful(database, retentionDays)
        .compose(this::forgetEach)
        .onFailure(cause -> database.warn(LOG, "Old calls stay on record for now", cause))
        .otherwiseEmpty();
  }

  private Future<Void> forgetEach(List<WorkspacesTable.Forgetful> all) {
    Future<Void> done = Future.succeededFuture();
    for (WorkspacesTable.Forgetful one : all) {
      done = done.compose(nothing -> forget(one));
    }
    return done;
  }

  /** Some thousand rows at once, again and again. */
  private Future<Void> forget(WorkspacesTable.Forgetful one) {
    return database
        .query(
            "select activity_forget($1, $2) as gone", Tuple.of(one.workspaceId(), one.afterDays()))
        .map(rows -> rows.iterator().next().getInteger("gone"))
        .compose(gone -> gone > 0 ? forget(one) : Future.succeededFuture());
  }
}
