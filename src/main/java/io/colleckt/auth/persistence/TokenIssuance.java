package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.Issuance;
import io.colleckt.auth.token.IssueToken;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes tokens. Redis need not hear of it: what it does not know is asked of Postgres, and there is
 * no marker for ids that do not exist.
 */
final class TokenIssuance {
  private final Database database;
  private final TokensTable tokens = new TokensTable();
  private final IdempotencyKeysTable keys = new IdempotencyKeysTable();
  private final TokenNotices notices = new TokenNotices();
  private final AuditTable audit = new AuditTable();

  TokenIssuance(Database database) {
    this.database = database;
  }

  /** Completes once the token is committed, with its audit row and its idempotency key. */
  Future<Outcome<Issuance>> issue(IssueToken request) {
    return database
        .transaction(connection -> issue(connection, request))
        .recover(cause -> repeated(cause, request));
  }

  private Future<Outcome<Issuance>> issue(SqlConnection connection, IssueToken request) {
    return earlier(connection, request)
        .compose(
            made ->
                made.isPresent()
                    ? Future.succeededFuture(repeatOf(made.get()))
                    : issueFirst(connection, request));
  }

  private Future<Outcome<Issuance>> issueFirst(SqlConnection connection, IssueToken request) {
    return ExpiryRules.of(connection, request.actor().workspaceId())
        .map(rules -> rules.grant(request.expiry()))
        .compose(expiry -> expiry.then(at -> insert(connection, request, at)));
  }

  private Future<Outcome<Issuance>> insert(
      SqlConnection connection, IssueToken request, Optional<Instant> expiresAt) {
    int workspaceId = request.actor().workspaceId();
    return tokens
        .insert(connection, request, expiresAt)
        .compose(id -> remember(connection, request, id))
        .compose(id -> tokens.hold(connection, workspaceId, id))
        .map(Optional::orElseThrow)
        .compose(stored -> record(connection, request, stored))
        .map(stored -> new Outcome.Done<>(new Issuance.Issued(stored.token())));
  }

  private Future<Optional<Long>> earlier(SqlConnection connection, IssueToken request) {
    return request.idempotencyKey().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : keys.find(connection, request.actor().workspaceId(), request.idempotencyKey().get());
  }

  private Future<Long> remember(SqlConnection connection, IssueToken request, long id) {
    return request.idempotencyKey().isEmpty()
        ? Future.succeededFuture(id)
        : keys.insert(connection, request.actor().workspaceId(), request.idempotencyKey().get(), id)
            .map(id);
  }

  private Future<StoredToken> record(
      SqlConnection connection, IssueToken request, StoredToken stored) {
    return notices
        .created(connection, request.actor(), stored)
        .compose(done -> audit.insert(connection, TokenAudit.created(request.actor(), stored)))
        .map(stored);
  }

  /** Two at once with one key: the one that came second finds the token of the first. */
  private Future<Outcome<Issuance>> repeated(Throwable cause, IssueToken request) {
    if (request.idempotencyKey().isEmpty() || !IdempotencyKeysTable.isTaken(cause)) {
      return Future.failedFuture(cause);
    }
    return keys.find(database, request.actor().workspaceId(), request.idempotencyKey().get())
        .map(id -> repeatOf(id.orElseThrow()));
  }

  private static Outcome<Issuance> repeatOf(long id) {
    return new Outcome.Done<>(new Issuance.Repeated(id));
  }
}
