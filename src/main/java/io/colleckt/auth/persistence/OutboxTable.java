package io.colleckt.auth.persistence;

import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.MarksPlaced;
import io.colleckt.auth.token.StreamEnd;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** What Redis must still hear of. The table is nearly always empty. */
final class OutboxTable {

  /**
   * Demands a mark of the token's version, in the transaction of the change. Whoever changes it
   * places the mark himself, so the relay leaves it alone for a while.
   */
  Future<Void> demand(SqlConnection connection, long tokenId, MarkKind kind) {
    return connection
        .preparedQuery(
            """
            insert into outbox (token_id, kind, version, leased_until)
            select id, $2, version, now() + interval '2 seconds' from tokens where id = $1
            """)
        .execute(Tuple.of(tokenId, kind.label()))
        .mapEmpty();
  }

  /** The marks that a token demands; served by outbox_token. */
  Future<List<Mark>> of(Database database, long tokenId) {
    return database
        .query(
            "select id, token_id, kind, version from outbox where token_id = $1 order by id",
            Tuple.of(tokenId))
        .map(rows -> Rows.all(rows, OutboxTable::mark));
  }

  /** The oldest marks, whoever works on them; by primary key. */
  Future<List<Mark>> oldest(Database database, int limit) {
    return database
        .query(
            "select id, token_id, kind, version from outbox order by id limit $1", Tuple.of(limit))
        .map(rows -> Rows.all(rows, OutboxTable::mark));
  }

  /** Takes the oldest marks that nobody works on, for 5 seconds; by primary key. */
  Future<List<Mark>> lease(Database database, int limit) {
    return database
        .query(
            """
            update outbox set leased_until = now() + interval '5 seconds'
            where id in (select id from outbox where leased_until < now() order by id limit $1 for update skip locked)
            returning id, token_id, kind, version
            """,
            Tuple.of(limit))
        .map(rows -> Rows.all(rows, OutboxTable::mark));
  }

  /**
   * Removes marks that stand in the Redis process that has placed them, unless a running node sees
   * another one; by primary key. With a tombstone's row go the ends of the streams into
   * receipt_ends: a receipt waits for them, and no later placement adds to them. Completes with how
   * many rows are left of these, as a second statement reads them.
   */
  Future<Integer> settle(Database database, List<Long> ids, MarksPlaced placed) {
    Long[] array = ids.toArray(Long[]::new);
    List<StreamEnd> ends = placed.ends();
    return database
        .query(
            """
            with settled as (
              delete from outbox where id = any($1) and not exists
                (select from nodes where namespace <> $2 and seen_at > now() - interval '5 seconds')
              returning token_id, kind),
            dead as (
              insert into receipt_ends (token_id, stream, millis, sequence)
              select distinct token_id, '', 0, 0 from settled where kind = 'tombstone'
              on conflict do nothing
              returning token_id)
            insert into receipt_ends (token_id, stream, millis, sequence)
            select token_id, stream, millis, sequence
            from dead cross join unnest($3::text[], $4::bigint[], $5::bigint[]) as e(stream, millis, sequence)
            """,
            Tuple.of(
                array,
                placed.namespace(),
                ends.stream().map(StreamEnd::stream).toArray(String[]::new),
                ends.stream().map(end -> end.position().millis()).toArray(Long[]::new),
                ends.stream().map(end -> end.position().sequence()).toArray(Long[]::new)))
        .compose(gone -> left(database, array));
  }

  /**
   * What waits.
   *
   * @param oldest how long the oldest has been waiting; zero when none waits
   */
  record Backlog(int revocations, int changes, Duration oldest) {}

  /** How much waits, and for how long; from end to end, since it is nearly always empty. */
  Future<Backlog> backlog(Database database) {
    return database
        .query(
            """
            select count(*) filter (where kind = 'tombstone')::integer as revocations,
              count(*) filter (where kind = 'floor')::integer as changes,
              coalesce(extract(epoch from now() - min(created_at)) * 1000, 0)::bigint as oldest_millis
            from outbox
            """,
            Tuple.tuple())
        .map(rows -> backlog(rows.iterator().next()));
  }

  private static Backlog backlog(Row row) {
    return new Backlog(
        row.getInteger("revocations"),
        row.getInteger("changes"),
        Duration.ofMillis(row.getLong("oldest_millis")));
  }

  private static Future<Integer> left(Database database, Long[] ids) {
    return database
        .query("select from outbox where id = any($1)", Tuple.of((Object) ids))
        .map(RowSet::size);
  }

  private static Mark mark(Row row) {
    return new Mark(
        row.getLong("id"),
        row.getLong("token_id"),
        MarkKind.of(row.getString("kind")),
        row.getInteger("version"));
  }
}
