package io.colleckt.auth.persistence;

import io.colleckt.auth.token.Impact;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** What is counted of a token's calls, for its impact. Only calls that were let in. */
final class TokenUsage {
  private static final int MOST = 10;

  /** So many calls from that moment on. */
  record LastDay(Instant since, long calls) {}

  /** The calls of the last 24 hours and of the begun hour before; by primary key. */
  Future<LastDay> lastDay(Database database, int workspaceId, long tokenId) {
    return database
        .query(
            """
            select p.since, coalesce(sum(h.calls), 0)::bigint as calls
            from (select date_trunc('hour', now() - interval '24 hours') as since) p
            left join activity_hours h
              on h.workspace_id = $1 and h.token_id = $2 and h.hour >= p.since and h.outcome = 0
            group by p.since
            """,
            Tuple.of(workspaceId, tokenId))
        .map(rows -> rows.iterator().next())
        .map(row -> new LastDay(time(row, "since"), row.getLong("calls")));
  }

  /** The addresses with the most calls since then; by primary key. */
  Future<List<Impact.FromAddress>> addresses(
      Database database, int workspaceId, long tokenId, Instant since) {
    return most(
        database, Tuple.of(workspaceId, tokenId, at(since), Tally.ADDRESS), TokenUsage::address);
  }

  /** The routes with the most calls since then; by primary key. */
  Future<List<Impact.OnRoute>> routes(
      Database database, int workspaceId, long tokenId, Instant since) {
    return most(
        database, Tuple.of(workspaceId, tokenId, at(since), Tally.ROUTE), TokenUsage::route);
  }

  /** The item '' holds what was not counted by name. */
  private static <T> Future<List<T>> most(
      Database database, Tuple parameters, Function<Row, T> record) {
    return database
        .query(
            """
            select item, sum(calls)::bigint as calls, max(last_at) as last_at from activity_items
            where workspace_id = $1 and token_id = $2 and since >= $3 and kind = $4::text::"char" and item <> ''
            group by item
            order by calls desc, item
            limit $5
            """,
            parameters.addValue(MOST))
        .map(rows -> Rows.all(rows, record));
  }

  private static Impact.FromAddress address(Row row) {
    return new Impact.FromAddress(
        row.getString("item"), row.getLong("calls"), time(row, "last_at"));
  }

  private static Impact.OnRoute route(Row row) {
    String[] methodAndPath = row.getString("item").split(" ", 2);
    return new Impact.OnRoute(methodAndPath[0], methodAndPath[1], row.getLong("calls"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
