package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** How often signing in failed lately, by address and by account. */
final class SignInFailuresTable {

  /**
   * How things stand after an attempt was charged.
   *
   * @param byAddress attempts that failed or are under way, this one included
   * @param forgottenInSeconds when the address's window ends, at least 1
   * @param byAccount failed attempts, this one not included
   */
  record Standing(int byAddress, long forgottenInSeconds, int byAccount) {}

  /** Counts an attempt of an address before it is judged, so that attempts at once count too. */
  Future<Standing> charge(Database database, String address, String account, int windowSeconds) {
    return database
        .query(
            """
            with charged as (
              insert into sign_in_failures as f (subject, failures, window_ends_at)
              values ($1, 1, now() + $3 * interval '1 second')
              on conflict (subject) do update set
                failures = case when f.window_ends_at <= now() then 1 else least(f.failures + 1, 1000000) end,
                window_ends_at = case when f.window_ends_at <= now() then excluded.window_ends_at else f.window_ends_at end
              returning failures, window_ends_at)
            select failures, ceil(extract(epoch from window_ends_at - now()))::bigint as seconds,
              coalesce((select failures from sign_in_failures where subject = $2 and window_ends_at > now()), 0) as by_account
            from charged
            """,
            Tuple.of(address, account, windowSeconds))
        .map(SignInFailuresTable::standing);
  }

  /** Takes back what {@link #charge} counted: it was no failure. By primary key. */
  Future<Void> refund(Database database, String address) {
    return database
        .query(
            """
            update sign_in_failures set failures = greatest(failures - 1, 0) where subject = $1
            """,
            Tuple.of(address))
        .mapEmpty();
  }

  /** Counts a failure of an account; the window is that of the first failure in it. */
  Future<Void> count(SqlConnection connection, String account, int windowSeconds) {
    return connection
        .preparedQuery(
            """
            insert into sign_in_failures as f (subject, failures, window_ends_at)
            values ($1, 1, now() + $2 * interval '1 second')
            on conflict (subject) do update set
              failures = case when f.window_ends_at <= now() then 1 else least(f.failures + 1, 1000000) end,
              window_ends_at = case when f.window_ends_at <= now() then excluded.window_ends_at else f.window_ends_at end
            """)
        .execute(Tuple.of(account, windowSeconds))
        .mapEmpty();
  }

  /** Deletes windows that have ended; reads the whole table, which lives from them. */
  Future<Void> forget(Database database) {
    return database
        .query("delete from sign_in_failures where window_ends_at < now()", Tuple.tuple())
        .mapEmpty();
  }

  private static Standing standing(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    return new Standing(
        row.getInteger("failures"),
        Math.max(1, row.getLong("seconds")),
        row.getInteger("by_account"));
  }
}
