package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.ActivityFilter;
import io.colleckt.auth.activity.ActivityPage;
import io.colleckt.auth.activity.ActivityPlace;
import io.colleckt.auth.activity.ListActivity;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the activity log page by page, looking at a bounded number of rows for each. */
final class ActivityReading {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  /** By the index activity_of_token; of each day that the time touches. */
  private static final String OF_TOKEN = "token_id = $2";

  /** By the index activity_of_workspace. */
  private static final String OF_WORKSPACE = "$2::bigint is null";

  /** By the index activity_refused. */
  private static final String REFUSED = "$2::bigint is null and outcome <> 0";

  private final Database database;
  private final TokenHomes homes;

  /**
   * @param homes tells whose tokens are whose
   */
  ActivityReading(Database database, TokenHomes homes) {
    this.database = database;
    this.homes = homes;
  }

  /**
   * One page. No index finds that a workspace has no calls of a token, so first it is asked whether
   * it has the token.
   */
  Future<ActivityPage> page(ListActivity request) {
    return homes
        .has(request.workspaceId(), request.filter().tokenId())
        .compose(ours -> ours ? read(request) : Future.succeededFuture(ActivityPage.NONE));
  }

  /** An outcome that did not occur for hours or days is not looked for there: the counters tell. */
  private Future<ActivityPage> read(ListActivity request) {
    return request.filter().outcome().isEmpty()
        ? scan(request, request.below())
        : latest(request)
            .compose(
                hour ->
                    hour.isPresent()
                        ? scan(request, earlier(request.below(), hour.get()))
                        : Future.succeededFuture(ActivityPage.NONE));
  }

  /** In which hour the outcome occurred last; by the primary key, backwards to the first hit. */
  private Future<Optional<Instant>> latest(ListActivity request) {
    ActivityFilter filter = request.filter();
    return database
        .query(
            """
            select hour from activity_hours
            where workspace_id = $1 and token_id = $2 and outcome = $3 and hour >= date_trunc('hour', $4::timestamptz) and hour <= $5
            order by hour desc limit 1
            """,
            Tuple.of(
                request.workspaceId(),
                filter.tokenId().orElse(0L),
                code(filter),
                time(filter.fromMillis().orElse(0L)),
                time(request.below().atMillis())))
        .map(rows -> Rows.first(rows, row -> TokenRows.instant(row, "hour").orElseThrow()));
  }

  private static ActivityPlace earlier(ActivityPlace place, Instant hour) {
    long end = hour.toEpochMilli() + HOUR_MILLIS;
    return place.atMillis() < end ? place : ActivityPlace.before(end);
  }

  /**
   * Most pages lie within a day: so first only that day's partitions are looked at, and all of them
   * when these do not fill the page.
   */
  private Future<ActivityPage> scan(ListActivity request, ActivityPlace below) {
    long from = request.filter().fromMillis().orElse(0L);
    long near = Math.min(below.atMillis(), System.currentTimeMillis()) - DAY_MILLIS;
    return near <= from
        ? scan(request, below, from)
        : scan(request, below, near)
            .compose(
                page ->
                    page.next().isPresent()
                        ? Future.succeededFuture(page)
                        : scan(request, below, from));
  }

  private Future<ActivityPage> scan(ListActivity request, ActivityPlace below, long fromMillis) {
    ActivityFilter filter = request.filter();
    int scanned = scanned(request);
    return database
        .query(
            sql(filter),
            Tuple.of(request.workspaceId(), filter.tokenId().orElse(null))
                .addValue(time(fromMillis))
                .addValue(time(below.atMillis()))
                .addValue(below.id())
                .addValue(scanned)
                .addValue(filter.outcome().isEmpty() ? null : code(filter))
                .addValue(filter.environment().map(ActivityRows::flag).orElse(null))
                .addValue(filter.method().orElse(null))
                .addValue(filter.path().orElse(null))
                .addValue(filter.address().map(IpAddress::toString).orElse(null))
                .addValue(request.limit() + 1))
        .map(rows -> page(rows, request, scanned));
  }

  /**
   * Where every row counts no more are read than are shown, and one to know whether others follow.
   */
  private static int scanned(ListActivity request) {
    ActivityFilter filter = request.filter();
    boolean all = filter.outcome().isEmpty() && filter.environment().isEmpty() && !filter.isRare();
    return all ? request.limit() + 1 : Math.max(ListActivity.SCANNED, request.limit() + 1);
  }

  /**
   * Which calls were made? First so many rows by an index, in its order; of these, those that are
   * sought. Beside them the last row that was looked at.
   */
  static String sql(ActivityFilter filter) {
    boolean refused = filter.outcome().filter(o -> o != CheckOutcome.ACCEPTED).isPresent();
    String rows = filter.tokenId().isPresent() ? OF_TOKEN : refused ? REFUSED : OF_WORKSPACE;
    return """
    with scanned as materialized (
      select at, id, token_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent
      from activity
      where workspace_id = $1 and %s and at >= $3 and at <= $4 and (at, id) < ($4, $5)
      order by at desc, id desc limit $6),
    named as (
      select s.*, coalesce(r.method, split_part(s.route, ' ', 1)) as method,
        coalesce(r.path, substr(s.route, strpos(s.route, ' ') + 1)) as path, coalesce(u.user_agent, s.user_agent) as agent
      from scanned s left join activity_routes r on r.id = s.route_id left join activity_user_agents u on u.id = s.user_agent_id),
    found as (
      select * from named
      where ($7::smallint is null or outcome = $7) and ($8::smallint is null or flags & 1 = $8)
        and ($9::text is null or method = $9) and ($10::text is null or starts_with(path, $10))
        and ($11::text is null or address = $11::text::inet)
      order by at desc, id desc limit $12)
    select (select count(*) from scanned) as scanned, e.at as edge_at, e.id as edge_id, f.at, f.id, f.token_id, f.outcome,
      f.calls, f.flags, f.method, f.path, host(f.address) as address, f.agent
    from (select at, id from scanned order by at, id limit 1) e left join found f on true
    order by f.at desc, f.id desc
    """
        .formatted(rows);
  }

  private static ActivityPage page(RowSet<Row> rows, ListActivity request, int scanned) {
    List<RecordedCalls> found = new ArrayList<>(rows.size());
    Optional<ActivityPlace> edge = Optional.empty();
    for (Row row : rows) {
      if (row.getLong("scanned") == scanned) {
        edge = Optional.of(place(row, "edge_at", "edge_id"));
      }
      if (row.getLong("id") != null) {
        found.add(ActivityRows.recorded(row, request.workspaceId()));
      }
    }
    if (found.size() <= request.limit()) {
      return new ActivityPage(found, edge);
    }
    List<RecordedCalls> shown = found.subList(0, request.limit());
    RecordedCalls last = shown.get(shown.size() - 1);
    return new ActivityPage(
        shown, Optional.of(new ActivityPlace(last.calls().atMillis(), last.id())));
  }

  private static ActivityPlace place(Row row, String at, String id) {
    long millis = TokenRows.instant(row, at).orElseThrow().toEpochMilli();
    return new ActivityPlace(millis, row.getLong(id));
  }

  private static short code(ActivityFilter filter) {
    return (short) filter.outcome().orElseThrow().code();
  }

  private static OffsetDateTime time(long millis) {
    return Rows.time(Instant.ofEpochMilli(millis));
  }
}
