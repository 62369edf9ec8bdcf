package io.colleckt.auth.persistence;

import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.AuditStretch;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;

/** Who changed what. The application's role may append and select here, nothing else. */
final class AuditTable {
  private static final String APPEND = "select audit_append($1, $2, $3, $4, $5, $6, $7, $8, $9)";

  /**
   * Writes the row of a change, in the transaction of the change, of which it should be the last
   * statement: other changes of the workspace wait for its end from here on.
   */
  Future<Void> insert(SqlConnection connection, AuditEntry entry) {
    return connection.preparedQuery(APPEND).execute(row(entry)).mapEmpty();
  }

  /**
   * The rows of many changes at once, as above: in the order of their workspaces, so that two who
   * write for several do not wait for each other.
   */
  Future<Void> insertAll(SqlConnection connection, List<AuditEntry> entries) {
    List<Tuple> rows =
        entries.stream()
            .sorted(Comparator.comparingInt(entry -> entry.actor().workspaceId()))
            .map(AuditTable::row)
            .toList();
    return rows.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(APPEND).executeBatch(rows).mapEmpty();
  }

  private static Tuple row(AuditEntry entry) {
    return Tuple.of(
        entry.actor().workspaceId(),
        entry.actor().memberId() == 0 ? null : entry.actor().memberId(),
        entry.actor().email(),
        entry.actor().address(),
        entry.actor().userAgent(),
        entry.action(),
        entry.subject(),
        text(entry.before()),
        text(entry.after()));
  }

  /**
   * The first rows of a workspace from a number on, beside its head in the same snapshot; both by
   * primary key.
   */
  Future<AuditStretch> stretch(Database database, int workspaceId, long from, int limit) {
    return database
        .query(
            """
            select h.seq as head_seq, encode(h.hash, 'hex') as head_hash, a.*
            from (select $1::integer as id) w left join audit_heads h on h.workspace_id = w.id
            left join lateral (
              select %s
              from audit where workspace_id = w.id and seq >= $2 order by seq limit $3) a on true
            order by a.seq
            """
                .formatted(AuditRows.COLUMNS),
            Tuple.of(workspaceId, from, limit))
        .map(AuditTable::stretch);
  }

  private static AuditStretch stretch(RowSet<Row> rows) {
    List<Row> found = Rows.all(rows, row -> row);
    Row first = found.get(0);
    Long seq = first.getLong("head_seq");
    AuditHead head =
        seq == null ? AuditHead.NONE : new AuditHead(seq, first.getString("head_hash"));
    return new AuditStretch(
        head,
        found.stream().filter(row -> row.getLong("seq") != null).map(AuditRows::row).toList());
  }

  private static String text(JsonObject fields) {
    return fields == null ? null : fields.encode();
  }
}
