package io.colleckt.auth.persistence;

import io.colleckt.auth.finding.CallRate;
import io.colleckt.auth.finding.FindingKind;
import io.colleckt.auth.finding.Suspicion;
import io.colleckt.auth.metrics.Counts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Looks for tokens that are used much more than on a usual day. One at a time among all nodes. */
final class RateInspection {
  private static final long LOCK = 7263140007L;

  private final Database database;
  private final TokenWatchesTable watches = new TokenWatchesTable();
  private final FindingOpening opening = new FindingOpening();
  private final Counts<FindingKind> opened;

  RateInspection(Database database) {
    this.database = database;
    this.opened = FindingOpening.counts(database.metrics());
  }

  /** Completes once findings are open for all such tokens, or another one is at it. */
  Future<Void> inspect() {
    return database
        .transaction(
            connection ->
                rates(connection)
                    .map(
                        rates -> rates.stream().flatMap(rate -> rate.suspicion().stream()).toList())
                    .compose(suspicions -> tell(connection, suspicions)))
        .onSuccess(kinds -> kinds.forEach(opened::add))
        .mapEmpty();
  }

  private Future<List<FindingKind>> tell(SqlConnection connection, List<Suspicion> suspicions) {
    return suspicions.isEmpty()
        ? Future.succeededFuture(List.of())
        : watches
            .hold(connection, suspicions.stream().map(Suspicion::tokenId).toList())
            .compose(held -> opening.open(connection, suspicions));
  }

  /**
   * The accepted calls of the busy tokens in the last 24 hours, with those of the 14 days before
   * and on how many of them they were used; served by activity_hours_age for the first, by primary
   * key for the second. Nothing while another transaction asks the same.
   */
  private static Future<List<CallRate>> rates(SqlConnection connection) {
    return connection
        .preparedQuery(
            """
            with busy as materialized (
              select workspace_id, token_id, sum(calls)::bigint as calls from activity_hours
              where hour > now() - interval '24 hours' and token_id > 0 and outcome = 0
                and (select pg_try_advisory_xact_lock($1))
              group by workspace_id, token_id having sum(calls) >= $2)
            select b.token_id, b.calls, n.days, n.calls as before, host(t.last_used_address) as address,
              (extract(epoch from now()) * 1000)::bigint as at
            from busy b join tokens t on t.id = b.token_id
            cross join lateral (
              select count(distinct ceil(extract(epoch from now() - h.hour) / 86400))::integer as days, sum(h.calls)::bigint as calls
              from activity_hours h
              where h.workspace_id = b.workspace_id and h.token_id = b.token_id and h.outcome = 0
                and h.hour > now() - interval '15 days' and h.hour <= now() - interval '24 hours') n
            where n.days >= $3
            """)
        .execute(Tuple.of(LOCK, CallRate.FLOOR, CallRate.FEWEST_DAYS))
        .map(rows -> Rows.all(rows, RateInspection::rate));
  }

  private static CallRate rate(Row row) {
    return new CallRate(
        row.getLong("token_id"),
        row.getLong("calls"),
        row.getLong("before"),
        row.getInteger("days"),
        Optional.ofNullable(row.getString("address")),
        row.getLong("at"));
  }
}
