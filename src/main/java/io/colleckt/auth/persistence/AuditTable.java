package io.colleckt.auth.persistence;

import io.colleckt.auth.audit.AuditEntry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** Who changed what. The application's role may append and select here, nothing else. */
final class AuditTable {

  /**
   * Writes the row of a change, in the transaction of the change, of which it should be the last
   * statement: other changes of the workspace wait for its end from here on.
   */
  Future<Void> insert(SqlConnection connection, AuditEntry entry) {
    return connection
        .preparedQuery("select audit_append($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .execute(
            Tuple.of(
                entry.actor().workspaceId(),
                entry.actor().memberId() == 0 ? null : entry.actor().memberId(),
                entry.actor().email(),
                entry.actor().address(),
                entry.actor().userAgent(),
                entry.action(),
                entry.subject(),
                text(entry.before()),
                text(entry.after())))
        .mapEmpty();
  }

  private static String text(JsonObject fields) {
    return fields == null ? null : fields.encode();
  }
}
