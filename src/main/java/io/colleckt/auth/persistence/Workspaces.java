package io.colleckt.auth.persistence;

import io.colleckt.auth.account.ChangeWorkspace;
import io.colleckt.auth.account.ReadWorkspace;
import io.colleckt.auth.account.Workspace;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Objects;

/** The settings of a workspace. */
final class Workspaces {
  private final Database database;
  private final WorkspacesTable workspaces = new WorkspacesTable();
  private final AuditTable audit = new AuditTable();

  Workspaces(Database database) {
    this.database = database;
  }

  /** Completes with the settings as they are. */
  Future<Outcome<Workspace>> read(ReadWorkspace question) {
    return workspaces.read(database, question.actor().workspaceId()).map(Outcome.Done::new);
  }

  /** Completes with the settings as they are now. */
  Future<Outcome<Workspace>> change(ChangeWorkspace question) {
    return question.actor().role().administers()
        ? database.transaction(connection -> change(connection, question))
        : Future.succeededFuture(new Outcome.Forbidden<>());
  }

  private Future<Outcome<Workspace>> change(SqlConnection connection, ChangeWorkspace question) {
    return workspaces
        .lock(connection, question.actor().workspaceId())
        .compose(before -> write(connection, question, before, changed(before, question)))
        .map(Outcome.Done::new);
  }

  private Future<Workspace> write(
      SqlConnection connection, ChangeWorkspace question, Workspace before, Workspace after) {
    if (before.equals(after)) {
      return Future.succeededFuture(after);
    }
    AuditEntry entry =
        new AuditEntry(
            question.actor(),
            "workspace.changed",
            "workspace:" + before.id(),
            difference(before, after),
            difference(after, before));
    return workspaces
        .update(connection, after)
        .compose(done -> audit.insert(connection, entry))
        .map(after);
  }

  private static Workspace changed(Workspace before, ChangeWorkspace question) {
    return new Workspace(
        before.id(),
        question.name().orElse(before.name()),
        question.productionPrefix().orElse(before.productionPrefix()),
        question.sandboxPrefix().orElse(before.sandboxPrefix()),
        question.longestExpiryDays().orElse(before.longestExpiryDays()),
        question.unlimitedExpiryAllowed().orElse(before.unlimitedExpiryAllowed()),
        question.activityRetentionDays().orElse(before.activityRetentionDays()),
        before.createdAt());
  }

  /** The settings of one that are not those of the other. */
  private static JsonObject difference(Workspace one, Workspace other) {
    JsonObject others = settings(other);
    JsonObject own = settings(one);
    own.getMap()
        .entrySet()
        .removeIf(e -> Objects.equals(e.getValue(), others.getValue(e.getKey())));
    return own;
  }

  private static JsonObject settings(Workspace workspace) {
    return new JsonObject()
        .put("name", workspace.name())
        .put("production_prefix", workspace.productionPrefix())
        .put("sandbox_prefix", workspace.sandboxPrefix())
        .put("longest_expiry_days", workspace.longestExpiryDays())
        .put("unlimited_expiry_allowed", workspace.unlimitedExpiryAllowed())
        .put("activity_retention_days", workspace.activityRetentionDays());
  }
}
