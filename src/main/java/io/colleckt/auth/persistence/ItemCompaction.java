package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Keeps small what is counted by item: rows of a token by the hour become rows by the day once
 * their day ended two days ago, and of each kind the hundred with the most calls keep their names,
 * of a workspace the five hundred. Each statement moves ten thousand rows at most and leaves every
 * sum as it was, so that work may stop after any of them, and several nodes may do it at once. Late
 * calls are taken in like others.
 */
final class ItemCompaction {
  private static final int ROWS = 10_000;

  private final Database database;
  private final int rows;

  ItemCompaction(Database database) {
    this(database, ROWS);
  }

  /**
   * @param rows how many a statement moves at most
   */
  ItemCompaction(Database database, int rows) {
    this.database = database;
    this.rows = rows;
  }

  /**
   * Completes once nothing is left to be made smaller.
   *
   * @param days how far back there may be something
   */
  Future<Void> work(int days) {
    return after(OffsetDateTime.now(ZoneOffset.UTC).minusDays(days + 1L));
  }

  private Future<Void> after(OffsetDateTime day) {
    return next(day)
        .compose(next -> next.isPresent() ? on(next.get()) : lastDay().compose(this::boundAll));
  }

  private Future<Void> on(OffsetDateTime day) {
    return foldAll(day).compose(done -> boundAll(day)).compose(done -> after(day));
  }

  private Future<Void> foldAll(OffsetDateTime day) {
    return fold(day).compose(moved -> moved > 0 ? foldAll(day) : Future.succeededFuture());
  }

  private Future<Void> boundAll(OffsetDateTime day) {
    return bound(day).compose(moved -> moved > 0 ? boundAll(day) : Future.succeededFuture());
  }

  /**
   * The next day that has rows by the hour: those by the day stand where days begin, and of a
   * workspace there are no others. Served by activity_items_age, with one look a day.
   */
  private Future<Optional<OffsetDateTime>> next(OffsetDateTime after) {
    return database
        .query(
            """
            select day from generate_series(date_trunc('day', $1::timestamptz) + interval '1 day',
              date_trunc('day', now() - interval '3 days'), interval '1 day') as d(day)
            where exists (select from activity_items where since > day and since < day + interval '1 day')
            order by day limit 1
            """,
            Tuple.of(after))
        .map(found -> Rows.first(found, row -> row.getOffsetDateTime("day")));
  }

  /** The last day that may be worked on: a token used at midnight only never has other rows. */
  private Future<OffsetDateTime> lastDay() {
    return database
        .query("select date_trunc('day', now() - interval '3 days') as day", Tuple.tuple())
        .map(found -> found.iterator().next().getOffsetDateTime("day"));
  }

  /** Adds rows by the hour to those of their day; served by activity_items_age. How many. */
  private Future<Long> fold(OffsetDateTime day) {
    return database
        .query(
            """
            with old as (
              select ctid from activity_items where since > $1 and since < $1 + interval '1 day' and token_id > 0
              limit $2 for update skip locked),
            gone as (
              delete from activity_items where ctid = any(array(select ctid from old))
              returning workspace_id, token_id, kind, item, calls, last_at),
            kept as (
              insert into activity_items as i (workspace_id, token_id, since, kind, item, calls, last_at)
              select workspace_id, token_id, $1, kind, item, sum(calls)::bigint, max(last_at) from gone
              group by workspace_id, token_id, kind, item
              order by workspace_id, token_id, kind, item collate "C"
              on conflict (workspace_id, token_id, since, kind, item)
                do update set calls = i.calls + excluded.calls, last_at = greatest(i.last_at, excluded.last_at))
            select count(*) as moved from gone
            """,
            Tuple.of(day, rows))
        .map(ItemCompaction::moved);
  }

  /**
   * Adds what is not among the hundred largest of a token, or the five hundred of a workspace, to
   * the item ''; served by activity_items_age and the primary key. How many.
   */
  private Future<Long> bound(OffsetDateTime day) {
    return database
        .query(
            """
            with crowded as (
              select workspace_id, token_id, kind, case token_id when 0 then 500 else 100 end as most
              from activity_items where since = $1 and item <> ''
              group by workspace_id, token_id, kind having count(*) > case token_id when 0 then 500 else 100 end limit 10),
            ranked as (
              select i.ctid, crowded.most, row_number() over
                (partition by i.workspace_id, i.token_id, i.kind order by i.calls desc, i.item) as nth
              from activity_items i join crowded using (workspace_id, token_id, kind)
              where i.since = $1 and i.item <> ''),
            surplus as (
              select ctid from activity_items where ctid = any(array(select ctid from ranked where nth > most limit $2))
              for update skip locked),
            gone as (
              delete from activity_items where ctid = any(array(select ctid from surplus))
              returning workspace_id, token_id, kind, calls, last_at),
            kept as (
              insert into activity_items as i (workspace_id, token_id, since, kind, item, calls, last_at)
              select workspace_id, token_id, $1, kind, '', sum(calls)::bigint, max(last_at) from gone
              group by workspace_id, token_id, kind
              order by workspace_id, token_id, kind
              on conflict (workspace_id, token_id, since, kind, item)
                do update set calls = i.calls + excluded.calls, last_at = greatest(i.last_at, excluded.last_at))
            select count(*) as moved from gone
            """,
            Tuple.of(day, rows))
        .map(ItemCompaction::moved);
  }

  private static Long moved(RowSet<Row> found) {
    return found.iterator().next().getLong("moved");
  }
}
