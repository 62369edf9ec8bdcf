package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.ActivitySummary;
import io.colleckt.auth.activity.ReadTokenCalls;
import io.colleckt.auth.activity.SummarizeActivity;
import io.colleckt.auth.activity.TokenCalls;
import io.colleckt.auth.token.CheckOutcome;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what was counted by the hour. */
final class ActivityHoursTable {

  /** How many calls were there in each hour or day, by outcome? By the primary key. */
  Future<List<ActivitySummary.Count>> counts(Database database, SummarizeActivity request) {
    return database
        .query(
            """
            select date_trunc($3::text, hour) as period, outcome, sum(calls)::bigint as calls from activity_hours
            where workspace_id = $1 and token_id = $2 and hour >= $4 and hour < $5
            group by period, outcome
            """,
            Tuple.of(
                request.workspaceId(),
                request.tokenId().orElse(0L),
                request.step().label(),
                Rows.time(request.from()),
                Rows.time(request.to())))
        .map(rows -> Rows.all(rows, ActivityHoursTable::count));
  }

  /** How often was each of these tokens let in, hour by hour? By the primary key. */
  Future<TokenCalls> ofTokens(Database database, ReadTokenCalls request) {
    return database
        .query(
            """
            select token_id, (extract(epoch from date_trunc('hour', now()) - hour) / 3600)::integer as ago, calls
            from activity_hours
            where workspace_id = $1 and token_id = any($2) and outcome = 0 and hour >= date_trunc('hour', now() - interval '24 hours')
            """,
            Tuple.of(request.workspaceId()).addValue(request.tokenIds().toArray(Long[]::new)))
        .map(ActivityHoursTable::byToken);
  }

  private static ActivitySummary.Count count(Row row) {
    return new ActivitySummary.Count(
        TokenRows.instant(row, "period").orElseThrow(),
        CheckOutcome.ofCode(row.getShort("outcome")),
        row.getLong("calls"));
  }

  private static TokenCalls byToken(RowSet<Row> rows) {
    Map<Long, Long[]> hours = new HashMap<>();
    for (Row row : rows) {
      int ago = Math.max(0, row.getInteger("ago")); // a store's clock may be ahead
      hours
              .computeIfAbsent(row.getLong("token_id"), ActivityHoursTable::none)[
              TokenCalls.HOURS - 1 - ago] +=
          row.getLong("calls");
    }
    Map<Long, List<Long>> lists = new HashMap<>();
    hours.forEach((id, counts) -> lists.put(id, List.of(counts)));
    return new TokenCalls(lists);
  }

  private static Long[] none(long tokenId) {
    Long[] none = new Long[TokenCalls.HOURS];
    Arrays.fill(none, 0L);
    return none;
  }
}
