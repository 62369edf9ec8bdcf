package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/** Which creation was asked for under which key. */
final class IdempotencyKeysTable {
  static final Duration LIFE = Duration.ofDays(7);

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FIND =
      "select token_id from idempotency_keys where workspace_id = $1 and key = $2";

  /** The token that this key has made, by primary key. */
  Future<Optional<Long>> find(SqlConnection connection, int workspaceId, String key) {
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(workspaceId, key))
        .map(rows -> Rows.first(rows, IdempotencyKeysTable::tokenId));
  }

  /** The same, outside a transaction. */
  Future<Optional<Long>> find(Database database, int workspaceId, String key) {
    return database
        .query(FIND, Tuple.of(workspaceId, key))
        .map(rows -> Rows.first(rows, IdempotencyKeysTable::tokenId));
  }

  /** Fails when the key has been used in the meantime: see {@link #isTaken}. */
  Future<Void> insert(SqlConnection connection, int workspaceId, String key, long tokenId) {
    return connection
        .preparedQuery(
            "insert into idempotency_keys (workspace_id, key, token_id) values ($1, $2, $3)")
        .execute(Tuple.of(workspaceId, key, tokenId))
        .mapEmpty();
  }

  /** Deletes keys that nobody repeats any more; reads the whole table of a few days' creations. */
  Future<Void> forget(Database database) {
    return database
        .query(
            "delete from idempotency_keys where created_at < now() - $1 * interval '1 day'",
            Tuple.of((int) LIFE.toDays()))
        .mapEmpty();
  }

  /** Whether a transaction failed since its key was used at the same time. */
  static boolean isTaken(Throwable cause) {
    return cause instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
  }

  private static Long tokenId(Row row) {
    return row.getLong("token_id");
  }
}
