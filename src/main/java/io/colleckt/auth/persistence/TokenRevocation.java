package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.ReadReceipt;
import io.colleckt.auth.token.Receipt;
import io.colleckt.auth.token.RevokeToken;
import io.colleckt.auth.token.TokenState;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Ends tokens for good. First the truth (the row, its audit row and its tombstone in the outbox:
 * one transaction), then the tombstone in Redis, then the outbox row goes, and only then is it
 * done.
 */
final class TokenRevocation {
  private static final String PENDING = "Revocation pending.";

  private final Database database;
  private final Placement placement;
  private final Receipts receipts;
  private final TokenAccess access;
  private final TokensTable tokens = new TokensTable();
  private final OutboxTable outbox = new OutboxTable();
  private final TokenNotices notices = new TokenNotices();
  private final AuditTable audit = new AuditTable();

  TokenRevocation(Database database, Placement placement, Receipts receipts) {
    this.database = database;
    this.placement = placement;
    this.receipts = receipts;
    this.access = new TokenAccess(database);
  }

  /**
   * Completes with the receipt when no check that starts now can be accepted by any node, whatever
   * happens to Redis; with "pending" when the revocation is stored, but that cannot be promised. A
   * repeat changes nothing, places the tombstone itself again, and gets the same receipt. Waits a
   * quarter of a second at most for its figures.
   */
  Future<Outcome<Receipt>> revoke(RevokeToken request) {
    return access
        .change(
            request.actor(),
            request.id(),
            (connection, before) -> revoke(connection, request, before))
        .compose(outcome -> outcome.then(this::enforce));
  }

  /**
   * As {@link #revoke}, for a token that has shown to be that one itself.
   *
   * @param proven whether that is so still, once the token is held
   */
  Future<Outcome<Receipt>> revokeItself(
      Actor token, long id, Function<SqlConnection, Future<Boolean>> proven) {
    RevokeToken request = new RevokeToken(token, id);
    return database
        .transaction(connection -> revokeItself(connection, request, proven))
        .compose(outcome -> outcome.then(this::enforce));
  }

  private Future<Outcome<StoredToken>> revokeItself(
      SqlConnection connection,
      RevokeToken request,
      Function<SqlConnection, Future<Boolean>> proven) {
    return tokens
        .hold(connection, request.actor().workspaceId(), request.id())
        .compose(held -> proven.apply(connection).map(still -> held.filter(token -> still)))
        .map(Outcome::of)
        .compose(outcome -> outcome.then(before -> revoke(connection, request, before)));
  }

  /** Completes with the receipt of a revocation that is in force. */
  Future<Outcome<Receipt>> receipt(ReadReceipt request) {
    return tokens
        .findAny(database, request.actor().workspaceId(), request.id())
        .map(found -> found.filter(stored -> stored.state() == TokenState.REVOKED))
        .map(Outcome::of)
        .compose(outcome -> access.recorded(outcome, request.actor(), request.id()))
        .compose(outcome -> outcome.then(this::settled));
  }

  private Future<Outcome<StoredToken>> revoke(
      SqlConnection connection, RevokeToken request, StoredToken before) {
    if (before.state() == TokenState.REVOKED) {
      return Future.succeededFuture(new Outcome.Done<>(before));
    }
    return end(connection, request.actor(), before, entry -> entry).map(Outcome.Done::new);
  }

  /**
   * Ends a token that is held and not revoked, within a transaction; nothing is in force before its
   * tombstone has been placed.
   *
   * @param explained the audit row, with the reason in it
   */
  Future<StoredToken> end(
      SqlConnection connection,
      Actor actor,
      StoredToken before,
      UnaryOperator<AuditEntry> explained) {
    long id = before.token().id();
    return tokens
        .revoke(connection, id)
        .compose(done -> outbox.demand(connection, id, MarkKind.TOMBSTONE))
        .compose(done -> tokens.hold(connection, actor.workspaceId(), id))
        .map(Optional::orElseThrow)
        .compose(
            after ->
                notices
                    .revoked(connection, actor, after)
                    .map(explained.apply(TokenAudit.revoked(actor, before, after)))
                    .compose(entry -> audit.insert(connection, entry))
                    .map(after));
  }

  private Future<Outcome<Receipt>> enforce(StoredToken revoked) {
    Mark tombstone = new Mark(0, revoked.token().id(), MarkKind.TOMBSTONE, revoked.version());
    return placement
        .enforce(tombstone)
        .compose(inForce -> inForce ? done(receipts.awaited(tombstone.tokenId())) : pending());
  }

  /** Reads the outbox with a statement that begins after the revocation was seen. */
  private Future<Outcome<Receipt>> settled(StoredToken revoked) {
    long id = revoked.token().id();
    return outbox
        .of(database, id)
        .compose(marks -> marks.isEmpty() ? done(receipts.of(id)) : pending());
  }

  private static Future<Outcome<Receipt>> done(Future<Receipt> receipt) {
    return receipt.map(Outcome.Done::new);
  }

  private static Future<Outcome<Receipt>> pending() {
    return Future.succeededFuture(new Outcome.Pending<>(PENDING));
  }
}
