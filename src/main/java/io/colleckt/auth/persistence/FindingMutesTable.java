package io.colleckt.auth.persistence;

import io.colleckt.auth.finding.FindingKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** Of which kinds nobody wants to hear any more, by token. */
final class FindingMutesTable {

  /** Mutes a kind for a token whose watch is held, or no longer; by primary key. */
  Future<Void> set(SqlConnection connection, long tokenId, FindingKind kind, boolean muted) {
    String statement =
        muted
            ? "insert into finding_mutes (token_id, kind) values ($1, $2) on conflict do nothing"
            : "delete from finding_mutes where token_id = $1 and kind = $2";
    return connection.preparedQuery(statement).execute(Tuple.of(tokenId, kind.label())).mapEmpty();
  }
}
