package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Who may see and who may change a token. What is not the actor's workspace's does not exist. */
final class TokenAccess {
  private final Database database;
  private final Trespasses trespasses;
  private final TokensTable tokens = new TokensTable();

  TokenAccess(Database database) {
    this.database = database;
    this.trespasses = new Trespasses(database);
  }

  /** A token that the actor's workspace still sees. */
  Future<Outcome<StoredToken>> toRead(Actor actor, long id) {
    return tokens.find(database, actor.workspaceId(), id).map(Outcome::of);
  }

  /** A token in whatever state that the actor may change, held until the commit. */
  Future<Outcome<StoredToken>> toChange(SqlConnection connection, Actor actor, long id) {
    return tokens
        .hold(connection, actor.workspaceId(), id)
        .map(Outcome::of)
        .compose(outcome -> outcome.then(stored -> managed(actor, stored)));
  }

  /** The same outcome, once a reach for another workspace's token is on record. */
  <T> Future<Outcome<T>> recorded(Outcome<T> outcome, Actor actor, long id) {
    return trespasses.recorded(
        outcome,
        actor,
        TokenAudit.subject(id),
        () -> tokens.isForeign(database, actor.workspaceId(), id));
  }

  private static Future<Outcome<StoredToken>> managed(Actor actor, StoredToken stored) {
    return Future.succeededFuture(
        actor.mayManageTokenOf(stored.creatorId())
            ? new Outcome.Done<>(stored)
            : new Outcome.Forbidden<>());
  }
}
