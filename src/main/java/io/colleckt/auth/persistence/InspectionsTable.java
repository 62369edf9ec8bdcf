package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Calls on record that wait to be looked at, a few hundred in a row. */
final class InspectionsTable {
  private static final int MOST_IN_A_ROW = 500;

  /** Calls that nobody has looked at yet, as they are stored. */
  record Inspection(long id, JsonArray stored) {
    /**
     * The calls.
     *
     * @throws RuntimeException when they cannot be read
     */
    List<Calls> calls() {
      List<Calls> calls = new ArrayList<>(stored.size());
      for (int i = 0; i < stored.size(); i++) {
        calls.add(call(stored.getJsonArray(i)));
      }
      return calls;
    }
  }

  /** Hands calls over, in the transaction that records them. */
  Future<Void> add(SqlConnection connection, List<Calls> calls) {
    List<String> rows = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += MOST_IN_A_ROW) {
      rows.add(json(calls.subList(from, Math.min(calls.size(), from + MOST_IN_A_ROW))));
    }
    return connection
        .preparedQuery(
            "insert into activity_inspections (calls) select row::json from unnest($1::text[]) as u(row)")
        .execute(Tuple.of((Object) rows.toArray(String[]::new)))
        .mapEmpty();
  }

  /**
   * Takes up to 20 rows that are due, the oldest first, held until the end of the transaction;
   * passes over those that somebody else holds. What has failed before comes alone, once nothing
   * else is left, so that it takes no other row with it. Served by the primary key: rows do not
   * stay.
   */
  Future<List<Inspection>> take(SqlConnection connection) {
    return take(connection, 0, 0, 20)
        .compose(
            fresh ->
                fresh.isEmpty()
                    ? take(connection, 1, CallInspection.MOST_ATTEMPTS - 1, 1)
                    : Future.succeededFuture(fresh));
  }

  private static Future<List<Inspection>> take(
      SqlConnection connection, int least, int most, int limit) {
    return connection
        .preparedQuery(
            """
            select id, calls from activity_inspections
            where attempts between $1 and $2 and due_at <= now() order by id limit $3 for update skip locked
            """)
        .execute(Tuple.of(least, most, limit))
        .map(rows -> Rows.all(rows, InspectionsTable::inspection));
  }

  /** Deletes what was looked at; by primary key. */
  Future<Void> delete(SqlConnection connection, List<Inspection> done) {
    return connection
        .preparedQuery("delete from activity_inspections where id = any($1)")
        .execute(ids(done))
        .mapEmpty();
  }

  /**
   * Notes that these could not be looked at; each time they rest for longer. By primary key.
   * Completes with the ids of those that were tried often enough.
   */
  Future<List<Long>> postpone(Database database, List<Inspection> failed) {
    return database
        .query(
            """
            update activity_inspections set attempts = attempts + 1,
              due_at = now() + make_interval(secs => 10 * (attempts + 1) * (attempts + 1))
            where id = any($1) returning id, attempts
            """,
            ids(failed))
        .map(
            rows ->
                Rows.all(rows, row -> row).stream()
                    .filter(row -> row.getInteger("attempts") >= CallInspection.MOST_ATTEMPTS)
                    .map(row -> row.getLong("id"))
                    .toList());
  }

  /** Deletes what was set aside that many days ago; a look at every row. */
  Future<Void> forget(Database database, int days) {
    return database
        .query(
            "delete from activity_inspections where attempts >= $1 and created_at < now() - make_interval(days => $2)",
            Tuple.of(CallInspection.MOST_ATTEMPTS, days))
        .mapEmpty();
  }

  private static Tuple ids(List<Inspection> inspections) {
    return Tuple.of((Object) inspections.stream().map(Inspection::id).toArray(Long[]::new));
  }

  private static Inspection inspection(Row row) {
    return new Inspection(row.getLong("id"), row.getJsonArray("calls"));
  }

  private static String json(List<Calls> calls) {
    JsonArray rows = new JsonArray();
    for (Calls one : calls) {
      Check.Caller caller = one.caller();
      rows.add(
          new JsonArray()
              .add(one.tokenId())
              .add(one.outcome().code())
              .add(one.atMillis())
              .add(one.count())
              .add(caller.address().toString())
              .add(caller.method())
              .add(caller.path())
              .add(caller.userAgent())
              .add(caller.browser()));
    }
    return rows.encode();
  }

  private static Calls call(JsonArray row) {
    Check.Caller caller =
        new Check.Caller(
            IpAddress.parse(row.getString(4)),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getBoolean(8));
    return new Calls(
        row.getLong(0),
        caller,
        CheckOutcome.ofCode(row.getInteger(1)),
        row.getLong(2),
        row.getInteger(3));
  }
}
