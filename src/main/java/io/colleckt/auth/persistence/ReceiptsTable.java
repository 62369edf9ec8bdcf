package io.colleckt.auth.persistence;

import io.colleckt.auth.token.Receipt;
import io.colleckt.auth.token.StreamEnd;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The figures of revocations, and how far the streams must be brought in for them. */
final class ReceiptsTable {

  /** For all tokens, where one is asked for. */
  static final long EVERY_TOKEN = 0;

  private static final String CALLS =
      """
      (select coalesce(sum(h.calls), 0)::bigint from activity_hours h
       where h.workspace_id = t.workspace_id and h.token_id = t.id and h.outcome = 0
         and h.hour >= date_trunc('hour', t.revoked_at - interval '24 hours'))
      """;

  /**
   * Writes down the figures that can grow no more, of a thousand tokens at most: positions move in
   * the transaction of the rows that are counted, and one statement sees both as of one moment.
   * Reads what is open of receipt_ends, and activity_hours by primary key. Completes with how many.
   */
  Future<Integer> close(Database database, long tokenId) {
    return database
        .query(
            """
            with passed as (
              select e.token_id from receipt_ends e left join activity_streams s on s.stream = e.stream
              where ($1::bigint = 0 or e.token_id = $1) and not exists (select from receipts r where r.token_id = e.token_id)
              group by e.token_id
              having bool_and((e.millis, e.sequence) <= (coalesce(s.millis, 0), coalesce(s.sequence, 0)))
              limit 1000)
            insert into receipts (token_id, last_accepted_at, calls_last_24h)
            select t.id, t.last_used_at,
            """
                + CALLS
                + """
                from passed p join tokens t on t.id = p.token_id
                order by t.id
                on conflict do nothing
                """,
            Tuple.of(tokenId))
        .map(RowSet::rowCount);
  }

  /** Deletes what no receipt waits for any more; a token gets ends once only. */
  Future<Void> forgetEnds(Database database) {
    return database
        .query(
            "delete from receipt_ends e using receipts r where r.token_id = e.token_id",
            Tuple.tuple())
        .mapEmpty();
  }

  /** The receipt of a revoked token, with the figures as they are now if they are not final. */
  Future<Receipt> read(Database database, long tokenId) {
    return database
        .query(
            """
            select t.id, t.revoked_at, r.token_id is not null as complete,
              case when r.token_id is null then t.last_used_at else r.last_accepted_at end as last_accepted_at,
              case when r.token_id is null then
            """
                + CALLS
                + """
                else r.calls_last_24h end as calls
                from tokens t left join receipts r on r.token_id = t.id where t.id = $1
                """,
            Tuple.of(tokenId))
        .map(rows -> receipt(rows.iterator().next()));
  }

  /** How far the streams must be brought in for this token; by primary key. */
  Future<List<StreamEnd>> ends(Database database, long tokenId) {
    return database
        .query(
            "select stream, millis, sequence from receipt_ends where token_id = $1 and stream <> ''",
            Tuple.of(tokenId))
        .map(rows -> Rows.all(rows, ReceiptsTable::end));
  }

  private static StreamEnd end(Row row) {
    return new StreamEnd(
        row.getString("stream"),
        new StreamPosition(row.getLong("millis"), row.getLong("sequence")));
  }

  private static Receipt receipt(Row row) {
    return new Receipt(
        row.getLong("id"),
        TokenRows.instant(row, "revoked_at").orElseThrow(),
        TokenRows.instant(row, "last_accepted_at"),
        row.getLong("calls"),
        row.getBoolean("complete"));
  }
}
