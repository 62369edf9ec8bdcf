package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.RotateToken;
import io.colleckt.auth.token.Rotation;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenState;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Replaces tokens. The new one, the old one's new expiry, its floor in the outbox and both audit
 * rows are one transaction.
 */
final class TokenRotation {
  private final Placement placement;
  private final TokenAccess access;
  private final TokensTable tokens = new TokensTable();
  private final OutboxTable outbox = new OutboxTable();
  private final TokenNotices notices = new TokenNotices();
  private final AuditTable audit = new AuditTable();

  private record Pair(StoredToken before, StoredToken old, StoredToken replacement) {}

  TokenRotation(Database database, Placement placement) {
    this.placement = placement;
    this.access = new TokenAccess(database);
  }

  /**
   * Completes once the new token is committed, so that its secret is not lost; whether the old
   * one's expiry is in force everywhere is part of the answer.
   */
  Future<Outcome<Rotation>> rotate(RotateToken request) {
    return access
        .change(
            request.actor(),
            request.id(),
            (connection, before) -> rotate(connection, request, before))
        .compose(outcome -> outcome.then(this::enforce));
  }

  private Future<Outcome<Pair>> rotate(
      SqlConnection connection, RotateToken request, StoredToken before) {
    if (before.state() == TokenState.REVOKED) {
      return Future.succeededFuture(new Outcome.NotFound<>());
    }
    if (before.token().rotatedTo().isPresent()) {
      return Future.succeededFuture(
          new Outcome.Conflict<>("The token has been rotated before: rotate its replacement."));
    }
    Buffer hash = Buffer.buffer(request.hash().bytes());
    return ExpiryRules.of(connection, request.actor().workspaceId())
        .map(rules -> rules.ofReplacement(life(before.token().dates())))
        .compose(expiry -> tokens.insertCopy(connection, request.id(), hash, expiry))
        .compose(replacement -> replace(connection, request, before, replacement))
        .compose(pair -> record(connection, request, pair))
        .map(Outcome.Done::new);
  }

  private Future<Pair> replace(
      SqlConnection connection, RotateToken request, StoredToken before, long replacement) {
    int workspaceId = request.actor().workspaceId();
    return tokens
        .replace(connection, request.id(), replacement, request.grace())
        .compose(done -> outbox.demand(connection, request.id(), MarkKind.FLOOR))
        .compose(done -> held(connection, workspaceId, request.id()))
        .compose(
            old ->
                held(connection, workspaceId, replacement)
                    .map(made -> new Pair(before, old, made)));
  }

  private Future<StoredToken> held(SqlConnection connection, int workspaceId, long id) {
    return tokens.hold(connection, workspaceId, id).map(Optional::orElseThrow);
  }

  private Future<Pair> record(SqlConnection connection, RotateToken request, Pair pair) {
    return notices
        .created(connection, request.actor(), pair.replacement, request.id())
        .compose(
            done ->
                audit.insert(
                    connection, TokenAudit.rotated(request.actor(), pair.before, pair.old)))
        .compose(
            done -> audit.insert(connection, TokenAudit.created(request.actor(), pair.replacement)))
        .map(pair);
  }

  private Future<Outcome<Rotation>> enforce(Pair pair) {
    return placement
        .enforce(pair.old.token().id())
        .otherwise(false)
        .map(inForce -> new Outcome.Done<>(rotation(pair, !inForce)));
  }

  private static Rotation rotation(Pair pair, boolean pending) {
    Token old = pair.old.token();
    Instant expiresAt = old.dates().expiresAt().orElseThrow();
    return new Rotation(
        pair.replacement.token(), new Rotation.Previous(old.id(), expiresAt, pending));
  }

  private static Optional<Duration> life(Token.Dates dates) {
    Instant from = dates.createdAt().truncatedTo(ChronoUnit.SECONDS);
    return dates.expiresAt().map(to -> Duration.between(from, to));
  }
}
