package io.colleckt.auth.persistence;

import io.colleckt.auth.audit.AuditHead;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The end of each workspace's audit log. The application's role may select here only. */
final class AuditHeadsTable {

  /**
   * The end of a log.
   *
   * @param at when its last row was written
   * @param settled before this instant no head can appear any more that has not
   * @param recent whether it was written within the last two hours
   */
  record Moved(
      int workspaceId, AuditHead head, OffsetDateTime at, OffsetDateTime settled, boolean recent) {}

  /**
   * The end of a log, and one row of it.
   *
   * @param hash of the row that was asked for; empty = there is none
   */
  record Link(int workspaceId, AuditHead head, Optional<String> hash) {}

  /** The heads that have moved since, the first first; by the index audit_heads_moved. */
  Future<List<Moved>> since(Database database, OffsetDateTime since, int limit) {
    return database
        .query(
            """
            select workspace_id, seq, encode(hash, 'hex') as hash, at, now() - interval '5 seconds' as settled,
              at > now() - interval '2 hours' as recent
            from audit_heads where at >= $1 and isfinite(at) order by at limit $2
            """,
            Tuple.of(since, limit))
        .map(rows -> Rows.all(rows, AuditHeadsTable::moved));
  }

  /** The heads of these workspaces beside one row of each, in one snapshot; by primary keys. */
  Future<List<Link>> links(Database database, List<Integer> workspaceIds, List<Long> seqs) {
    return database
        .query(
            """
            select h.workspace_id, h.seq, encode(h.hash, 'hex') as hash, encode(a.hash, 'hex') as linked
            from unnest($1::integer[], $2::bigint[]) w (id, seq) join audit_heads h on h.workspace_id = w.id
            left join audit a on a.workspace_id = w.id and a.seq = w.seq
            """,
            Tuple.tuple()
                .addArrayOfInteger(workspaceIds.toArray(Integer[]::new))
                .addArrayOfLong(seqs.toArray(Long[]::new)))
        .map(rows -> Rows.all(rows, AuditHeadsTable::link));
  }

  private static Moved moved(Row row) {
    return new Moved(
        row.getInteger("workspace_id"),
        head(row),
        row.getOffsetDateTime("at"),
        row.getOffsetDateTime("settled"),
        row.getBoolean("recent"));
  }

  private static Link link(Row row) {
    return new Link(
        row.getInteger("workspace_id"), head(row), Optional.ofNullable(row.getString("linked")));
  }

  private static AuditHead head(Row row) {
    return new AuditHead(row.getLong("seq"), row.getString("hash"));
  }
}
