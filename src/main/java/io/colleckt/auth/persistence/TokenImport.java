package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.foreign.ForeignToken;
import io.colleckt.auth.foreign.KnownImport;
import io.colleckt.auth.foreign.Origin;
import io.colleckt.auth.foreign.RowOutcome;
import io.colleckt.auth.foreign.RowReport;
import io.colleckt.auth.token.Receipt;
import io.colleckt.auth.token.RevokeToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings tokens of another system into the truth and keeps them as they are there. A token that is
 * taken over, its audit row and the note of how it was there are one transaction; nothing that is
 * here is ever overwritten by a row that only has the same id. Marks are placed as for any other
 * change, so whoever uses this deploys what places them beside it.
 *
 * <p>Used from the context that made it. A future fails when Postgres does not answer.
 */
public final class TokenImport {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration ENDING_PATIENCE = Duration.ofSeconds(2);
  private static final int CONNECTIONS = 2;

  private final Origin origin;
  private final Database database;
  private final Database endings;
  private final Placement placement;
  private final TokenRevocation revocation;
  private final ImportedChanges changes;
  private final Rounds rounds;
  private final ImportedTokensTable imported = new ImportedTokensTable();
  private final AuditTable audit = new AuditTable();

  /**
   * Begins to work off what is pending, and answers what those who place marks ask of Postgres.
   *
   * @param databaseUrl as the application's role
   */
  public TokenImport(Vertx vertx, String databaseUrl, Origin origin) {
    this.origin = origin;
    this.database = new Database(vertx, databaseUrl, "import", CONNECTIONS, PATIENCE);
    this.endings = new Database(vertx, databaseUrl, "endings", CONNECTIONS, ENDING_PATIENCE);
    this.placement = new Placement(endings, vertx.eventBus());
    this.revocation =
        new TokenRevocation(endings, placement, new Receipts(endings, vertx.eventBus()));
    this.changes = new ImportedChanges(endings, placement, origin);
    this.rounds = new Rounds(vertx);
    new CheckAnswers(endings).register(vertx.eventBus());
    new OutboxRelay(endings, placement).start(rounds, vertx.eventBus());
  }

  /** Completes with those of the workspaces that do not exist. */
  public Future<Set<Integer>> missing(Set<Integer> workspaces) {
    return imported
        .workspaces(database, List.copyOf(workspaces))
        .map(
            there ->
                workspaces.stream().filter(id -> !there.contains(id)).collect(Collectors.toSet()));
  }

  /** Sets ids aside for the source: no token that is made here gets one up to this. */
  public Future<Long> reserve(long upTo) {
    return imported.reserve(database, upTo);
  }

  /** Completes with the highest id that was ever imported, or 0. */
  public Future<Long> highest() {
    return imported.highest(database);
  }

  /** Tokens of the source that are not revoked here, in the order of their ids. */
  public Future<List<KnownImport>> page(long after, int limit) {
    return imported.ofSource(database, origin.source(), after, limit);
  }

  /** Completes with what {@link #take} would say, and changes nothing. */
  public Future<List<RowReport>> preview(List<ForeignToken> tokens) {
    return known(tokens)
        .map(known -> reports(tokens, token -> changes.preview(known.get(token.id()), token)));
  }

  /**
   * Takes tokens over, and changes those that have changed there.
   *
   * @param tokens no id twice; their workspaces exist
   * @return completes with a line for each, in the same order, once all is in force that is not
   *     reported as pending
   */
  public Future<List<RowReport>> take(List<ForeignToken> tokens) {
    return known(tokens).compose(known -> take(tokens, known));
  }

  private Future<List<RowReport>> take(List<ForeignToken> tokens, Map<Long, KnownImport> known) {
    List<ForeignToken> fresh =
        tokens.stream().filter(token -> !known.containsKey(token.id())).toList();
    Map<Long, RowReport> done = new HashMap<>();
    return insert(fresh)
        .onSuccess(made -> fresh.forEach(token -> done.put(token.id(), inserted(made, token))))
        .compose(made -> changes.follow(known, tokens))
        .onSuccess(
            followed -> followed.forEach(report -> done.put(Long.valueOf(report.id()), report)))
        .map(followed -> reports(tokens, token -> done.get(token.id())));
  }

  /** Completes when no check that starts now accepts the token, or with "pending". */
  public Future<RowReport> revoke(KnownImport token) {
    return revocation
        .revoke(new RevokeToken(actor(origin, token.workspaceId()), token.id()))
        .map(outcome -> ended(token.id(), outcome));
  }

  /**
   * Completes when no check that starts now accepts the token until a member resumes it, or with
   * "pending".
   */
  public Future<RowReport> pause(KnownImport token, String reason) {
    return changes.pause(token, reason);
  }

  /** Completes with whether all that was pending for a token is in force. */
  public Future<Boolean> enforce(long id) {
    return placement.enforce(id);
  }

  /** Completes when no connection is left. */
  public Future<Void> close() {
    rounds.stop();
    return Future.join(database.close(), endings.close()).mapEmpty();
  }

  /** Whoever runs the command, in a workspace. */
  static Actor actor(Origin origin, int workspaceId) {
    return new Actor(0, null, workspaceId, Role.OWNER, null, origin.by());
  }

  private Future<Map<Long, KnownImport>> known(List<ForeignToken> tokens) {
    List<Long> ids = tokens.stream().map(ForeignToken::id).toList();
    return imported
        .known(database, origin.source(), ids)
        .map(found -> found.stream().collect(Collectors.toMap(KnownImport::id, each -> each)));
  }

  private Future<List<ForeignToken>> insert(List<ForeignToken> fresh) {
    if (fresh.isEmpty()) {
      return Future.succeededFuture(fresh);
    }
    long last = fresh.stream().mapToLong(ForeignToken::id).max().orElseThrow();
    return reserve(last)
        .compose(reserved -> database.transaction(connection -> insert(connection, fresh)));
  }

  private Future<List<ForeignToken>> insert(SqlConnection connection, List<ForeignToken> fresh) {
    return imported
        .insert(connection, fresh)
        .compose(made -> imported.note(connection, origin.source(), made).map(made))
        .compose(made -> audit.insertAll(connection, entries(made)).map(made));
  }

  private List<AuditEntry> entries(List<ForeignToken> made) {
    return made.stream().map(this::entry).toList();
  }

  private AuditEntry entry(ForeignToken token) {
    Actor actor = actor(origin, token.workspaceId());
    return TokenAudit.imported(actor, ImportedChanges.stored(token), origin.source());
  }

  private RowReport inserted(List<ForeignToken> made, ForeignToken token) {
    return made.contains(token)
        ? new RowReport(token.id(), RowOutcome.IMPORTED, token.remark())
        : ImportedChanges.collision(token);
  }

  private static RowReport ended(long id, Outcome<Receipt> outcome) {
    if (outcome instanceof Outcome.Done) {
      return new RowReport(id, RowOutcome.REVOKED, "it has gone at the source");
    }
    return outcome instanceof Outcome.Pending
        ? new RowReport(id, RowOutcome.PENDING, "its revocation is stored, and not in force yet")
        : new RowReport(id, RowOutcome.SKIPPED, "it cannot be revoked: " + outcome);
  }

  private static List<RowReport> reports(
      List<ForeignToken> tokens, Function<ForeignToken, RowReport> report) {
    List<RowReport> reports = new ArrayList<>(tokens.size());
    tokens.forEach(token -> reports.add(report.apply(token)));
    return reports;
  }
}
