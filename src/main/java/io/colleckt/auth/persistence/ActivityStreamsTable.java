package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.Poison;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** How far each activity stream has been brought in, and what of it could not be. */
final class ActivityStreamsTable {

  /** Where a stream stands, by primary key; the start when it is unknown. */
  Future<StreamPosition> position(Database database, String stream) {
    return database
        .query("select millis, sequence from activity_streams where stream = $1", Tuple.of(stream))
        .map(rows -> Rows.first(rows, ActivityStreamsTable::position).orElse(StreamPosition.START));
  }

  /**
   * Moves a stream's position if it still stands where the request says, by primary key. Completes
   * with whether it did; another mover is waited for.
   */
  Future<Boolean> move(SqlConnection connection, CommitActivity request) {
    return made(connection, request)
        .compose(
            done ->
                connection
                    .preparedQuery(
                        """
                        update activity_streams set millis = $4, sequence = $5, moved_at = now()
                        where stream = $1 and millis = $2 and sequence = $3
                        """)
                    .execute(
                        Tuple.of(
                            request.stream(),
                            request.from().millis(),
                            request.from().sequence(),
                            request.to().millis(),
                            request.to().sequence())))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Keeps entries for a person to look at. */
  Future<Void> setAside(SqlConnection connection, String stream, List<Poison> poison) {
    return poison.isEmpty()
        ? Future.succeededFuture()
        : connection
            .preparedQuery(
                """
                insert into activity_set_aside (stream, millis, sequence, reason, entry)
                select $1, millis, sequence, reason, decode(entry, 'hex')
                from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[]) as u(millis, sequence, reason, entry)
                """)
            .execute(
                Tuple.of(
                    stream,
                    poison.stream().map(entry -> entry.position().millis()).toArray(Long[]::new),
                    poison.stream().map(entry -> entry.position().sequence()).toArray(Long[]::new),
                    poison.stream().map(Poison::reason).toArray(String[]::new),
                    poison.stream().map(Poison::entryHex).toArray(String[]::new)))
            .mapEmpty();
  }

  private static Future<?> made(SqlConnection connection, CommitActivity request) {
    return request.from().equals(StreamPosition.START)
        ? connection
            .preparedQuery(
                "insert into activity_streams (stream) values ($1) on conflict do nothing")
            .execute(Tuple.of(request.stream()))
        : Future.succeededFuture();
  }

  private static StreamPosition position(Row row) {
    return new StreamPosition(row.getLong("millis"), row.getLong("sequence"));
  }
}
