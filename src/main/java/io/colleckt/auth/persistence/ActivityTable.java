package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.RecordedCalls;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Adds rows to the activity log. */
final class ActivityTable {

  /**
   * Adds these rows with one statement. Completes with them, numbered in their order. Until the
   * commit a lock tells that ids from there on are being written, see {@code activity_settled}.
   */
  Future<List<RecordedCalls>> insert(SqlConnection connection, List<ActivityEntry> entries) {
    return connection
        .preparedQuery(
            """
            with writing as materialized (select pg_advisory_xact_lock_shared(-last_value - is_called::integer) from activity_id)
            insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
            select to_timestamp(at / 1000.0), token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address::inet,
              route, user_agent
            from writing, unnest($1::bigint[], $2::bigint[], $3::integer[], $4::integer[], $5::integer[], $6::integer[], $7::smallint[],
              $8::smallint[], $9::text[], $10::text[], $11::text[]) with ordinality
              as u(at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent, nth)
            order by nth
            returning id
            """)
        .execute(columns(entries))
        .map(rows -> numbered(entries, rows));
  }

  private static Tuple columns(List<ActivityEntry> entries) {
    return Tuple.tuple()
        .addValue(column(entries, entry -> entry.calls().atMillis()).toArray(Long[]::new))
        .addValue(column(entries, entry -> entry.calls().tokenId()).toArray(Long[]::new))
        .addValue(column(entries, entry -> entry.home().workspaceId()).toArray(Integer[]::new))
        .addValue(column(entries, entry -> entry.calls().count()).toArray(Integer[]::new))
        .addValue(column(entries, ActivityEntry::routeId).toArray(Integer[]::new))
        .addValue(column(entries, ActivityEntry::userAgentId).toArray(Integer[]::new))
        .addValue(
            column(entries, entry -> (short) entry.calls().outcome().code()).toArray(Short[]::new))
        .addValue(column(entries, ActivityEntry::flags).toArray(Short[]::new))
        .addValue(
            column(entries, entry -> entry.calls().caller().address().toString())
                .toArray(String[]::new))
        .addValue(column(entries, ActivityEntry::routeInRow).toArray(String[]::new))
        .addValue(column(entries, ActivityEntry::userAgentInRow).toArray(String[]::new));
  }

  private static <T> List<T> column(
      List<ActivityEntry> entries, Function<ActivityEntry, T> column) {
    return entries.stream().map(column).toList();
  }

  /** The sequence ascends within a statement, so that the sorted numbers are those of the rows. */
  private static List<RecordedCalls> numbered(List<ActivityEntry> entries, RowSet<Row> rows) {
    List<Long> ids = Rows.all(rows, row -> row.getLong("id"));
    Collections.sort(ids);
    List<RecordedCalls> recorded = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      recorded.add(entries.get(i).recorded(ids.get(i)));
    }
    return recorded;
  }
}
