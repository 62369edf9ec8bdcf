package io.colleckt.auth.persistence;

import io.colleckt.auth.audit.AuditEntry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** Who changed what. The application's role may insert and select here, nothing else. */
final class AuditTable {

  /** Writes the row of a change, in the transaction of the change. */
  Future<Void> insert(SqlConnection connection, AuditEntry entry) {
    return connection
        .preparedQuery(
            """
            insert into audit (workspace_id, member_id, member_email, address, user_agent, action, subject, before, after)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """)
        .execute(
            Tuple.of(
                entry.actor().workspaceId(),
                entry.actor().memberId() == 0 ? null : entry.actor().memberId(),
                entry.actor().email(),
                entry.actor().address(),
                entry.actor().userAgent(),
                entry.action(),
                entry.subject(),
                entry.before(),
                entry.after()))
        .mapEmpty();
  }
}
