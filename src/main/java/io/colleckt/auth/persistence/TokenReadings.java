package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.DescribeToken;
import io.colleckt.auth.token.Impact;
import io.colleckt.auth.token.ListTokens;
import io.colleckt.auth.token.Prefixes;
import io.colleckt.auth.token.ReadImpact;
import io.colleckt.auth.token.ReadPrefixes;
import io.colleckt.auth.token.ReadToken;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenPage;
import io.vertx.core.Future;
import java.util.List;

/** What members see of their tokens. */
final class TokenReadings {
  private final Database database;
  private final TokenAccess access;
  private final TokensTable tokens = new TokensTable();
  private final WorkspacesTable workspaces = new WorkspacesTable();

  TokenReadings(Database database) {
    this.database = database;
    this.access = new TokenAccess(database);
  }

  /** One more than asked for is read, to know whether others follow. */
  Future<Outcome<TokenPage>> list(ListTokens request) {
    return tokens
        .page(database, request, request.limit() + 1)
        .map(found -> new Outcome.Done<>(page(found, request.limit())));
  }

  Future<Outcome<Token>> read(ReadToken request) {
    return access
        .toRead(request.actor(), request.id())
        .compose(outcome -> access.recorded(outcome, request.actor(), request.id()))
        .compose(outcome -> outcome.then(stored -> done(stored.token())));
  }

  /** A token about itself: not found once it is revoked. */
  Future<Outcome<Token>> describe(DescribeToken request) {
    return tokens
        .find(database, request.workspaceId(), request.id())
        .map(found -> found.map(StoredToken::token))
        .map(Outcome::of);
  }

  /** The figures are those of the activity log. */
  Future<Outcome<Impact>> impact(ReadImpact request) {
    return read(new ReadToken(request.actor(), request.id()))
        .compose(outcome -> outcome.then(token -> done(figures(token))));
  }

  Future<Prefixes> prefixes(ReadPrefixes request) {
    return workspaces.prefixes(database, request.workspaceId());
  }

  private static TokenPage page(List<Token> found, int limit) {
    boolean more = found.size() > limit;
    return new TokenPage(more ? found.subList(0, limit) : found, more);
  }

  private static Impact figures(Token token) {
    return new Impact(token.dates().lastUsedAt(), 0, List.of(), List.of());
  }

  private static <T> Future<Outcome<T>> done(T value) {
    return Future.succeededFuture(new Outcome.Done<>(value));
  }
}
