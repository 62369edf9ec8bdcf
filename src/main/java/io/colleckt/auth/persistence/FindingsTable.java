package io.colleckt.auth.persistence;

import io.colleckt.auth.finding.Finding;
import io.colleckt.auth.finding.FindingKind;
import io.colleckt.auth.finding.ListFindings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Findings, as members see and change them. */
final class FindingsTable {
  private static final String SELECT =
      """
      select f.id, f.token_id, t.name as token_name, t.state = 'revoked' as token_revoked, f.kind, f.detail, f.opened_at, f.last_seen_at, f.occurrences,
        f.acknowledged_at, f.acknowledged_by, m.email,
        exists (select from finding_mutes q where q.token_id = f.token_id and q.kind = f.kind) as muted
      from findings f join tokens t on t.id = f.token_id left join members m on m.id = f.acknowledged_by
      """;

  private static final String ONE = SELECT + "where f.id = $1 and f.workspace_id = $2";

  /**
   * One page of a workspace's findings, the newest first; served by findings_of_token where a token
   * is named, by findings_open where only open ones are, else by findings_of_workspace.
   */
  Future<List<Finding>> page(Database database, ListFindings request, int limit) {
    ListFindings.Filter filter = request.filter();
    String state =
        filter
            .open()
            .map(open -> "and f.acknowledged_at is " + (open ? "null\n" : "not null\n"))
            .orElse("");
    String token =
        filter.tokenId().isPresent() ? "and f.token_id = $4\n" : "and $4::bigint is null\n";
    return database
        .query(
            SELECT
                + "where f.workspace_id = $1 and f.id < $2 and ($3::text is null or f.kind = $3)\n"
                + state
                + token
                + "order by f.id desc limit $5",
            Tuple.of(
                request.actor().workspaceId(),
                request.below(),
                filter.kind().map(FindingKind::label).orElse(null),
                filter.tokenId().orElse(null),
                limit))
        .map(rows -> Rows.all(rows, FindingsTable::finding));
  }

  /** A finding of that workspace; by primary key. */
  Future<Optional<Finding>> find(Database database, int workspaceId, long id) {
    return database.query(ONE, Tuple.of(id, workspaceId)).map(FindingsTable::first);
  }

  /** The same within a transaction. */
  Future<Optional<Finding>> find(SqlConnection connection, int workspaceId, long id) {
    return connection
        .preparedQuery(ONE)
        .execute(Tuple.of(id, workspaceId))
        .map(FindingsTable::first);
  }

  /** Whether a finding of that id belongs to another workspace; by primary key. */
  Future<Boolean> isForeign(Database database, int workspaceId, long id) {
    return database
        .query(
            "select from findings where id = $1 and workspace_id <> $2", Tuple.of(id, workspaceId))
        .map(rows -> rows.size() > 0);
  }

  /** Whether another finding on the same is open; served by findings_open_subject. */
  Future<Boolean> hasOpenTwin(SqlConnection connection, long id) {
    return connection
        .preparedQuery(
            """
            select from findings f join findings o
              on o.token_id = f.token_id and o.kind = f.kind and o.value = f.value and o.acknowledged_at is null
            where f.id = $1 and o.id <> $1
            """)
        .execute(Tuple.of(id))
        .map(rows -> rows.size() > 0);
  }

  /**
   * Acknowledges a finding, or opens it again; by primary key.
   *
   * @param memberId 0 = nobody in particular
   */
  Future<Void> acknowledge(SqlConnection connection, long id, boolean acknowledged, long memberId) {
    return connection
        .preparedQuery(
            """
            update findings set acknowledged_at = case when $2 then now() end,
              acknowledged_by = case when $2 then nullif($3::bigint, 0) end where id = $1
            """)
        .execute(Tuple.of(id, acknowledged, memberId))
        .mapEmpty();
  }

  private static Optional<Finding> first(RowSet<Row> rows) {
    return Rows.first(rows, FindingsTable::finding);
  }

  private static Finding finding(Row row) {
    return new Finding(
        row.getLong("id"),
        new Finding.Subject(
            row.getLong("token_id"), row.getString("token_name"), row.getBoolean("token_revoked")),
        FindingKind.of(row.getString("kind")).orElseThrow(),
        row.getJsonObject("detail").getMap(),
        TokenRows.instant(row, "opened_at").orElseThrow(),
        TokenRows.instant(row, "last_seen_at").orElseThrow(),
        row.getInteger("occurrences"),
        TokenRows.instant(row, "acknowledged_at")
            .map(at -> new Finding.Acknowledgement(at, member(row))),
        row.getBoolean("muted"));
  }

  private static Optional<Finding.Member> member(Row row) {
    return Optional.ofNullable(row.getLong("acknowledged_by"))
        .map(id -> new Finding.Member(id, row.getString("email")));
  }
}
