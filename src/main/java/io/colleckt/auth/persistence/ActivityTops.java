package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.ActivitySummary;
import io.colleckt.auth.activity.SummarizeActivity;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which tokens, routes and addresses were used most. */
final class ActivityTops {
  private static final ActivitySummary.Top NONE = new ActivitySummary.Top(List.of(), 0);

  /** What a token is used for is counted by the hour for so long, then by the day. */
  private static final Duration BY_THE_HOUR = Duration.ofDays(1);

  /** From when on items can be told that lie in the time that is asked about. */
  static Instant since(SummarizeActivity request, Instant now) {
    Instant whole = now.truncatedTo(ChronoUnit.DAYS).minus(BY_THE_HOUR);
    boolean hours = request.tokenId().isPresent() && !request.from().isBefore(whole);
    return hours ? request.from() : request.from().truncatedTo(ChronoUnit.DAYS);
  }

  /**
   * The ten most used items of each kind, and how many calls of a kind there were. By the primary
   * key.
   */
  Future<Map<String, ActivitySummary.Top>> read(
      Database database, SummarizeActivity request, Instant since) {
    return database
        .query(
            """
            with counted as (
              select kind, item, sum(calls)::bigint as calls, max(last_at) as last_at from activity_items
              where workspace_id = $1 and token_id = $2 and since >= $3 and since < $4
              group by kind, item),
            ranked as (
              select *, row_number() over (partition by kind order by item = '', calls desc, item) as place,
                sum(calls) over (partition by kind)::bigint as total
              from counted)
            select r.kind::text as kind, r.item, r.calls, r.last_at, r.total, t.name, coalesce(t.state = 'revoked', false) as revoked
            from ranked r left join tokens t
              on t.id = case when r.kind = 't' and r.item <> '' then r.item::bigint end and t.workspace_id = $1
            where r.place <= 10
            order by r.kind, r.place
            """,
            Tuple.of(
                request.workspaceId(),
                request.tokenId().orElse(0L),
                Rows.time(since),
                Rows.time(request.to())))
        .map(ActivityTops::tops);
  }

  static ActivitySummary.Top of(Map<String, ActivitySummary.Top> tops, String kind) {
    return tops.getOrDefault(kind, NONE);
  }

  private static Map<String, ActivitySummary.Top> tops(RowSet<Row> rows) {
    Map<String, List<ActivitySummary.Item>> items = new HashMap<>();
    Map<String, Long> others = new HashMap<>();
    for (Row row : rows) {
      String kind = row.getString("kind");
      others.putIfAbsent(kind, row.getLong("total"));
      items.computeIfAbsent(kind, none -> new ArrayList<>());
      if (!row.getString("item").isEmpty()) {
        items.get(kind).add(item(row));
        others.merge(kind, -row.getLong("calls"), Long::sum);
      }
    }
    Map<String, ActivitySummary.Top> tops = new HashMap<>();
    items.forEach((kind, list) -> tops.put(kind, new ActivitySummary.Top(list, others.get(kind))));
    return tops;
  }

  private static ActivitySummary.Item item(Row row) {
    return new ActivitySummary.Item(
        row.getString("item"),
        Optional.ofNullable(row.getString("name")),
        row.getBoolean("revoked"),
        row.getLong("calls"),
        TokenRows.instant(row, "last_at").orElseThrow());
  }
}
