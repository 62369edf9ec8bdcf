package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.activity.SettleTail.Heard;
import io.colleckt.auth.activity.TailFilter;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The end of the activity log, in the order in which rows were numbered. */
final class LogEnd {
  /** Rows of a workspace, with ids after one and up to another. */
  record Span(int workspaceId, long after, long upTo) {}

  /**
   * The end of the log.
   *
   * @param settled up to this id every row is there for whoever looks now, or never will be
   * @param drawn no greater id has been drawn yet
   */
  record End(long settled, long drawn) {}

  /** Where does the log end? Reads the sequence and the locks. */
  Future<End> end(Database database) {
    return database
        .query("select activity_settled() as settled, last_value from activity_id", Tuple.tuple())
        .map(rows -> rows.iterator().next())
        .map(row -> new End(row.getLong("settled"), row.getLong("last_value")));
  }

  /** How many rows up to an id did these workspaces get? Served by activity_latest. */
  Future<Map<Integer, Long>> counts(Database database, List<Heard> heard, long upTo) {
    return database
        .query(
            """
            select a.workspace_id, count(*) as calls
            from unnest($1::integer[], $2::bigint[]) as w(workspace_id, after)
              join activity a on a.workspace_id = w.workspace_id and a.id > w.after
            where a.id > $3 and a.id <= $4
            group by a.workspace_id
            """,
            Tuple.of(
                heard.stream().map(Heard::workspaceId).toArray(Integer[]::new),
                heard.stream().map(Heard::after).toArray(Long[]::new),
                heard.stream().mapToLong(Heard::after).min().orElse(upTo),
                upTo))
        .map(LogEnd::counts);
  }

  /** Which rows of a span, the latest, does a filter let through? Served by activity_latest. */
  Future<List<RecordedCalls>> rows(Database database, Span span, TailFilter filter, int limit) {
    return database
        .query(
            """
            select a.id, a.workspace_id, a.at, a.token_id, a.calls, a.outcome, a.flags, host(a.address) as address,
              coalesce(r.method, split_part(a.route, ' ', 1)) as method,
              coalesce(r.path, substr(a.route, strpos(a.route, ' ') + 1)) as path, coalesce(u.user_agent, a.user_agent) as agent
            from (
              select * from activity
              where workspace_id = $1 and id > $2 and id <= $3 and ($4::bigint is null or token_id = $4)
                and ($5::smallint is null or outcome = $5) and ($6::smallint is null or flags & 1 = $6)
              order by id desc limit $7) a
              left join activity_routes r on r.id = a.route_id
              left join activity_user_agents u on u.id = a.user_agent_id
            order by a.id
            """,
            Tuple.of(span.workspaceId, span.after, span.upTo)
                .addValue(filter.tokenId().orElse(null))
                .addValue(filter.outcome().map(outcome -> (short) outcome.code()).orElse(null))
                .addValue(filter.environment().map(ActivityRows::flag).orElse(null))
                .addValue(limit))
        .map(rows -> Rows.all(rows, row -> ActivityRows.recorded(row, span.workspaceId)));
  }

  private static Map<Integer, Long> counts(RowSet<Row> rows) {
    Map<Integer, Long> counts = new HashMap<>();
    rows.forEach(row -> counts.put(row.getInteger("workspace_id"), row.getLong("calls")));
    return counts;
  }
}
