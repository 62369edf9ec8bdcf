package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.ConfirmToken;
import io.colleckt.auth.token.KnownToken;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.function.BiFunction;

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

  /**
   * A token, in whatever state, that is or was the workspace's. A reach for another workspace's
   * token is put on record.
   */
  Future<Outcome<KnownToken>> confirm(ConfirmToken request) {
    return tokens
        .has(database, request.actor().workspaceId(), request.id())
        .map(has -> has ? Optional.of(new KnownToken(request.id())) : Optional.<KnownToken>empty())
        .map(Outcome::of)
        .compose(outcome -> recorded(outcome, request.actor(), request.id()));
  }

  /**
   * Does the work in one transaction on a token, in whatever state, that the actor may change; the
   * token is held until the commit. A reach for another workspace's token is put on record.
   */
  <T> Future<Outcome<T>> change(
      Actor actor, long id, BiFunction<SqlConnection, StoredToken, Future<Outcome<T>>> work) {
    return database
        .transaction(connection -> change(connection, actor, id, work))
        .compose(outcome -> recorded(outcome, actor, id));
  }

  private <T> Future<Outcome<T>> change(
      SqlConnection connection,
      Actor actor,
      long id,
      BiFunction<SqlConnection, StoredToken, Future<Outcome<T>>> work) {
    return toChange(connection, actor, id)
        .compose(outcome -> outcome.then(stored -> work.apply(connection, stored)));
  }

  private Future<Outcome<StoredToken>> toChange(SqlConnection connection, Actor actor, long id) {
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
