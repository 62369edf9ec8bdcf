package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.SecretHash;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Whether strangers hold the tokens that they talk of: the secret shows it. */
final class TokenProof {
  private static final SecretHash DUMMY = SecretHash.ofBytes(new byte[SecretHash.LENGTH]);

  private final Database strangers;

  /**
   * @param strangers on which the proof is looked at
   */
  TokenProof(Database strangers) {
    this.strangers = strangers;
  }

  /** Where a token belongs that somebody has shown to hold. */
  record Held(int workspaceId, Environment environment) {}

  private record Kept(Held held, SecretHash hash) {}

  /**
   * Completes with where the token belongs, in whatever state it is; with "not found" when there is
   * none or the secret is another.
   */
  Future<Outcome<Held>> of(long id, SecretHash hash) {
    return kept(id).map(kept -> Outcome.of(proven(kept, hash)));
  }

  /**
   * Whether that is so of a token that is held against other changes: its secret may have been
   * replaced since it was looked at. By primary key.
   */
  Future<Boolean> holds(SqlConnection connection, long id, SecretHash hash) {
    return connection
        .preparedQuery("select secret_hash from tokens where id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.first(rows, row -> SecretHash.ofBytes(bytes(row))))
        .map(found -> found.orElse(DUMMY).matches(hash));
  }

  /** A token and its hash; by primary key. */
  private Future<Optional<Kept>> kept(long id) {
    return strangers
        .query(
            "select workspace_id, environment, secret_hash from tokens where id = $1", Tuple.of(id))
        .map(rows -> Rows.first(rows, TokenProof::kept));
  }

  private static Kept kept(Row row) {
    Environment environment = Environment.of(row.getString("environment")).orElseThrow();
    return new Kept(
        new Held(row.getInteger("workspace_id"), environment), SecretHash.ofBytes(bytes(row)));
  }

  private static byte[] bytes(Row row) {
    return row.getBuffer("secret_hash").getBytes();
  }

  /** Compares also when there is nothing to compare with. */
  private static Optional<Held> proven(Optional<Kept> kept, SecretHash hash) {
    boolean right = kept.map(Kept::hash).orElse(DUMMY).matches(hash);
    return kept.filter(token -> right).map(Kept::held);
  }
}
