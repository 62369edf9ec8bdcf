package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Who may see and who may change a token. What is not the actor's workspace's does not exist. */
final class TokenAccess {
  private final Database database;
  private final TokensTable tokens = new TokensTable();
  private final AuditTable audit = new AuditTable();

  TokenAccess(Database database) {
    this.database = database;
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

  /**
   * The same outcome. When nothing was found although another workspace has a token of that id, the
   * attempt is on record first: nobody comes upon foreign ids by chance every day.
   */
  <T> Future<Outcome<T>> recorded(Outcome<T> outcome, Actor actor, long id) {
    if (!(outcome instanceof Outcome.NotFound<T>)) {
      return Future.succeededFuture(outcome);
    }
    return tokens
        .isForeign(database, actor.workspaceId(), id)
        .compose(foreign -> foreign ? record(actor, id) : Future.succeededFuture())
        .map(outcome);
  }

  private Future<Void> record(Actor actor, long id) {
    AuditEntry entry =
        new AuditEntry(actor, "token.foreign_access", TokenAudit.subject(id), null, null);
    return database.transaction(connection -> audit.insert(connection, entry));
  }

  private static Future<Outcome<StoredToken>> managed(Actor actor, StoredToken stored) {
    return Future.succeededFuture(
        actor.mayManageTokenOf(stored.creatorId())
            ? new Outcome.Done<>(stored)
            : new Outcome.Forbidden<>());
  }
}
