package io.colleckt.auth.persistence;

import io.colleckt.auth.webhook.EventType;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** What has happened and webhooks are to be told. */
final class NoticesTable {

  /**
   * Writes a notice, in the transaction of what happened; nothing when no webhook of the workspace
   * wants to hear of it. Served by webhooks_of_workspace.
   *
   * @param type a label of {@link EventType}
   * @param data what is told, in snake case; never a secret or the hash of one
   */
  Future<Void> add(SqlConnection connection, int workspaceId, String type, JsonObject data) {
    return connection
        .preparedQuery(
            """
            insert into notices (workspace_id, type, data)
            select $1, $2, $3 where exists
              (select from webhooks where workspace_id = $1 and enabled and (events = '{}' or $2 = any(events)))
            """)
        .execute(Tuple.of(workspaceId, EventType.of(type).orElseThrow().label(), data))
        .mapEmpty();
  }
}
