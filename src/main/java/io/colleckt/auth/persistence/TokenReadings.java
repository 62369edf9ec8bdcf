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
import java.util.Optional;

/** What members see of their tokens. */
final class TokenReadings {
  private final Database database;
  private final TokenAccess access;
  private final TokensTable tokens = new TokensTable();
  private final WorkspacesTable workspaces = new WorkspacesTable();
  private final TokenUsage usage = new TokenUsage();

  TokenReadings(Database database) {
    this.database = database;
    this.access = new TokenAccess(database);
  }

  /** One more than asked for is read, to know whether others follow. */
  Future<Outcome<TokenPage>> list(ListTokens request) {
    Future<Optional<TokenPage.Count>> count =
        request.counted()
            ? TokenPages.count(database, request).map(Optional::of)
            : Future.succeededFuture(Optional.empty());
    return TokenPages.read(database, request, request.limit() + 1)
        .compose(found -> count.map(all -> new Outcome.Done<>(page(found, request.limit(), all))));
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

  /** Completes with what is counted in the activity log, which is a moment behind the calls. */
  Future<Outcome<Impact>> impact(ReadImpact request) {
    int workspaceId = request.actor().workspaceId();
    return read(new ReadToken(request.actor(), request.id()))
        .compose(outcome -> outcome.then(token -> figures(workspaceId, token)));
  }

  Future<Prefixes> prefixes(ReadPrefixes request) {
    return workspaces.prefixes(database, request.workspaceId());
  }

  private static TokenPage page(List<Token> found, int limit, Optional<TokenPage.Count> count) {
    boolean more = found.size() > limit;
    return new TokenPage(more ? found.subList(0, limit) : found, more, count);
  }

  private Future<Outcome<Impact>> figures(int workspaceId, Token token) {
    return usage
        .lastDay(database, workspaceId, token.id())
        .compose(lastDay -> figures(workspaceId, token, lastDay));
  }

  private Future<Outcome<Impact>> figures(
      int workspaceId, Token token, TokenUsage.LastDay lastDay) {
    Future<List<Impact.FromAddress>> addresses =
        usage.addresses(database, workspaceId, token.id(), lastDay.since());
    return usage
        .routes(database, workspaceId, token.id(), lastDay.since())
        .compose(routes -> addresses.map(from -> impact(token, lastDay, from, routes)));
  }

  private static Outcome<Impact> impact(
      Token token,
      TokenUsage.LastDay lastDay,
      List<Impact.FromAddress> addresses,
      List<Impact.OnRoute> routes) {
    return new Outcome.Done<>(
        new Impact(
            lastDay.since(), token.dates().lastUsedAt(), lastDay.calls(), addresses, routes));
  }

  private static <T> Future<Outcome<T>> done(T value) {
    return Future.succeededFuture(new Outcome.Done<>(value));
  }
}
