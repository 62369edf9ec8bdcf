package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.ChangeToken;
import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenState;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * Renames tokens, pauses and resumes them, changes what they may do. The row, its audit row and, if
 * a check could see the change, its floor in the outbox are one transaction.
 */
final class TokenChanges {
  private static final String PENDING = "Change pending.";

  private final Placement placement;
  private final TokenAccess access;
  private final TokensTable tokens = new TokensTable();
  private final OutboxTable outbox = new OutboxTable();
  private final AuditTable audit = new AuditTable();

  TokenChanges(Database database, Placement placement) {
    this.placement = placement;
    this.access = new TokenAccess(database);
  }

  /**
   * Completes with the token when every check that starts now is judged by its new settings; with
   * "pending" when they are stored, but that cannot be promised.
   */
  Future<Outcome<Token>> change(ChangeToken request) {
    return access
        .change(
            request.actor(),
            request.id(),
            (connection, before) -> change(connection, request, before))
        .compose(outcome -> outcome.then(this::enforce));
  }

  private Future<Outcome<Token>> change(
      SqlConnection connection, ChangeToken request, StoredToken before) {
    if (before.state() == TokenState.REVOKED) {
      return Future.succeededFuture(new Outcome.NotFound<>());
    }
    Token token = before.token();
    String name = request.changes().name().orElse(token.name());
    TokenState state = request.changes().paused().map(TokenChanges::state).orElse(before.state());
    Grant grant = request.changes().on(token.grant());
    boolean seen = state != before.state() || !grant.equals(token.grant());
    if (!seen && name.equals(token.name())) {
      return Future.succeededFuture(new Outcome.Done<>(token));
    }
    return tokens
        .update(connection, token.id(), name, state, grant)
        .compose(done -> seen ? floor(connection, token.id()) : Future.succeededFuture())
        .compose(done -> record(connection, request.actor(), before))
        .map(after -> new Outcome.Done<>(after.token()));
  }

  private Future<Void> floor(SqlConnection connection, long id) {
    return outbox.demand(connection, id, MarkKind.FLOOR);
  }

  private Future<StoredToken> record(SqlConnection connection, Actor actor, StoredToken before) {
    return tokens
        .hold(connection, actor.workspaceId(), before.token().id())
        .map(after -> after.orElseThrow())
        .compose(
            after -> audit.insert(connection, TokenAudit.changed(actor, before, after)).map(after));
  }

  private Future<Outcome<Token>> enforce(Token token) {
    return placement.enforce(token.id()).map(inForce -> inForce ? done(token) : pending());
  }

  private static TokenState state(boolean paused) {
    return paused ? TokenState.PAUSED : TokenState.ACTIVE;
  }

  private static Outcome<Token> done(Token token) {
    return new Outcome.Done<>(token);
  }

  private static Outcome<Token> pending() {
    return new Outcome.Pending<>(PENDING);
  }
}
