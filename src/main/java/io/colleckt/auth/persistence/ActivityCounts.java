package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.Calls;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Adds to what is counted of the calls. Every transaction takes the rows in one order, tokens by id
 * first, then hours, then items, each sorted by key: so none waits for another in a circle. Tokens
 * come first since accepted calls that Postgres has judged may be stored only while theirs are
 * held.
 */
final class ActivityCounts {

  /** Adds all of a tally. */
  Future<Void> add(SqlConnection connection, Tally tally) {
    return addUses(connection, tally.uses.values())
        .compose(done -> addHours(connection, tally.hours))
        .compose(done -> addItems(connection, tally.items));
  }

  /**
   * Which of these tokens are not revoked, by primary key. They are held until the commit, so that
   * a revocation comes before or after all that the transaction does. Not shared, since the same
   * rows are updated later on.
   */
  Future<Set<Long>> holdLive(SqlConnection connection, Collection<Long> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture(Set.of())
        : connection
            .preparedQuery(
                """
                select id from tokens where id = any($1) and state <> 'revoked' order by id for no key update
                """)
            .execute(Tuple.of((Object) ids.toArray(Long[]::new)))
            .map(rows -> new HashSet<>(Rows.all(rows, row -> row.getLong("id"))));
  }

  /** When, from where and by what tokens were used last, forward only; by primary key. */
  private static Future<Void> addUses(SqlConnection connection, Collection<Calls> uses) {
    return uses.isEmpty()
        ? Future.succeededFuture()
        : connection
            .preparedQuery(
                """
                with used as (
                  select id, to_timestamp(at / 1000.0)::timestamptz(3) as at, address::inet as address, user_agent
                  from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) as u(id, at, address, user_agent)),
                held as (
                  select t.id from tokens t where t.id = any($1) order by t.id for no key update)
                update tokens t set last_used_at = used.at, last_used_address = used.address, last_used_user_agent = used.user_agent
                from used join held on held.id = used.id
                where t.id = used.id and (t.last_used_at is null or t.last_used_at < used.at)
                """)
            .execute(
                Tuple.of(
                    column(uses, Calls::tokenId).toArray(Long[]::new),
                    column(uses, Calls::atMillis).toArray(Long[]::new),
                    column(uses, use -> use.caller().address().toString()).toArray(String[]::new),
                    column(uses, use -> use.caller().userAgent()).toArray(String[]::new)))
            .mapEmpty();
  }

  /** Adds calls by hour; by primary key. */
  private static Future<Void> addHours(SqlConnection connection, Map<Tally.Hour, Long> hours) {
    List<Tally.Hour> keys = List.copyOf(hours.keySet());
    return connection
        .preparedQuery(
            """
            insert into activity_hours as h (workspace_id, token_id, hour, outcome, calls)
            select workspace_id, token_id, to_timestamp(hour), outcome, calls
            from unnest($1::integer[], $2::bigint[], $3::bigint[], $4::smallint[], $5::bigint[])
              as u(workspace_id, token_id, hour, outcome, calls)
            order by u.workspace_id, u.token_id, u.hour, u.outcome
            on conflict (workspace_id, token_id, hour, outcome) do update set calls = h.calls + excluded.calls
            """)
        .execute(
            Tuple.of(
                column(keys, Tally.Hour::workspaceId).toArray(Integer[]::new),
                column(keys, Tally.Hour::tokenId).toArray(Long[]::new),
                column(keys, Tally.Hour::hourSeconds).toArray(Long[]::new),
                column(keys, key -> (short) key.outcome()).toArray(Short[]::new),
                column(keys, hours::get).toArray(Long[]::new)))
        .mapEmpty();
  }

  /** Adds calls by item; by primary key. */
  private static Future<Void> addItems(
      SqlConnection connection, Map<Tally.Item, Tally.Count> items) {
    if (items.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Tally.Item> keys = List.copyOf(items.keySet());
    return connection
        .preparedQuery(
            """
            insert into activity_items as i (workspace_id, token_id, since, kind, item, calls, last_at)
            select workspace_id, token_id, to_timestamp(since), kind::"char",
              case when kind = 'a' and item <> '' then host(item::inet) else item end, calls, to_timestamp(last_at / 1000.0)
            from unnest($1::integer[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
              as u(workspace_id, token_id, since, kind, item, calls, last_at)
            order by u.workspace_id, u.token_id, u.since, u.kind collate "C", u.item collate "C"
            on conflict (workspace_id, token_id, since, kind, item)
              do update set calls = i.calls + excluded.calls, last_at = greatest(i.last_at, excluded.last_at)
            """)
        .execute(
            Tuple.tuple()
                .addValue(column(keys, Tally.Item::workspaceId).toArray(Integer[]::new))
                .addValue(column(keys, Tally.Item::tokenId).toArray(Long[]::new))
                .addValue(column(keys, Tally.Item::sinceSeconds).toArray(Long[]::new))
                .addValue(column(keys, Tally.Item::kind).toArray(String[]::new))
                .addValue(column(keys, Tally.Item::item).toArray(String[]::new))
                .addValue(column(keys, key -> items.get(key).calls()).toArray(Long[]::new))
                .addValue(column(keys, key -> items.get(key).lastMillis()).toArray(Long[]::new)))
        .mapEmpty();
  }

  private static <K, T> List<T> column(Collection<K> keys, Function<K, T> column) {
    return keys.stream().map(column).toList();
  }
}
