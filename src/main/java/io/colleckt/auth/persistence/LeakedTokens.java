package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Recorded;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.finding.FindingKind;
import io.colleckt.auth.finding.Suspicion;
import io.colleckt.auth.leak.LeakResponse;
import io.colleckt.auth.leak.ReportLeak;
import io.colleckt.auth.metrics.Counts;
import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.TokenState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends tokens that were found where they should not be, at once or after the grace period, and
 * opens a finding. The row, its mark in the outbox, the finding and the audit row, which says who
 * has found it and where, are one transaction; what follows is the way of every revocation.
 */
final class LeakedTokens {
  private static final String PENDING = "Revocation pending.";

  private final Database database;
  private final Placement placement;
  private final TokenProof proof;
  private final TokenRevocation revocation;
  private final AnswerFigures figures;
  private final TokensTable tokens = new TokensTable();
  private final OutboxTable outbox = new OutboxTable();
  private final TokenWatchesTable watches = new TokenWatchesTable();
  private final FindingOpening findings = new FindingOpening();
  private final AuditTable audit = new AuditTable();
  private final Counts<FindingKind> opened;

  /**
   * @param database for what ends or narrows access
   */
  LeakedTokens(
      Database database, Placement placement, TokenProof proof, TokenRevocation revocation) {
    this.database = database;
    this.placement = placement;
    this.proof = proof;
    this.revocation = revocation;
    this.figures = new AnswerFigures(database.metrics());
    this.opened = FindingOpening.counts(database.metrics());
  }

  /** The token as it is after the transaction, and the finding that was opened, if any. */
  private record Ended(StoredToken token, List<FindingKind> told) {}

  /**
   * Completes once no later check can be judged otherwise than the policy says; with "pending" when
   * it is stored, but that cannot be promised; with "not found" when that is no token. A repeat
   * changes nothing.
   */
  Future<Outcome<Recorded>> report(ReportLeak report) {
    return proof
        .of(report.id(), report.hash())
        .compose(proven -> proven.then(held -> report(report, held)));
  }

  private Future<Outcome<Recorded>> report(ReportLeak report, TokenProof.Held held) {
    Actor by = Actor.ofReporter(report.leak().reporter(), held.workspaceId(), report.reporter());
    boolean revokes = report.policy().in(held.environment()) == LeakResponse.REVOKE;
    Future<Outcome<Recorded>> ended =
        database
            .transaction(connection -> end(connection, report, by, revokes))
            .map(Outcome::of)
            .compose(outcome -> outcome.then(this::tell));
    return revokes ? figures.revoking(ended) : ended;
  }

  private Future<Outcome<Recorded>> tell(Ended done) {
    done.told.forEach(opened::add);
    return enforce(done.token);
  }

  /** Empty when the secret has been replaced since. */
  private Future<Optional<Ended>> end(
      SqlConnection connection, ReportLeak report, Actor by, boolean revokes) {
    return held(connection, report, by)
        .compose(
            before ->
                proof
                    .holds(connection, report.id(), report.hash())
                    .compose(
                        still ->
                            still
                                ? ended(connection, report, by, revokes, before).map(Optional::of)
                                : Future.succeededFuture(Optional.empty())));
  }

  private Future<Ended> ended(
      SqlConnection connection, ReportLeak report, Actor by, boolean revokes, StoredToken before) {
    return before.state() == TokenState.REVOKED
        ? Future.succeededFuture(new Ended(before, List.of()))
        : end(connection, report, by, revokes, before);
  }

  private Future<Ended> end(
      SqlConnection connection, ReportLeak report, Actor by, boolean revokes, StoredToken before) {
    Future<StoredToken> ended =
        watches
            .hold(connection, List.of(report.id()))
            .compose(
                watched ->
                    revokes
                        ? revocation.end(connection, by, before, after -> explained(after, report))
                        : shorten(connection, report, by, before));
    return ended.compose(
        after ->
            findings
                .open(connection, List.of(suspicion(report, revokes, after)))
                .map(told -> new Ended(after, told)));
  }

  /** One that ends sooner anyway stays as it is. */
  private Future<StoredToken> shorten(
      SqlConnection connection, ReportLeak report, Actor by, StoredToken before) {
    return tokens
        .expireWithin(connection, report.id(), report.policy().grace())
        .compose(
            shortened ->
                shortened
                    ? outbox
                        .demand(connection, report.id(), MarkKind.FLOOR)
                        .compose(done -> recorded(connection, report, by, before))
                    : Future.succeededFuture(before));
  }

  private Future<StoredToken> recorded(
      SqlConnection connection, ReportLeak report, Actor by, StoredToken before) {
    return held(connection, report, by)
        .compose(
            after ->
                audit
                    .insert(connection, explained(TokenAudit.changed(by, before, after), report))
                    .map(after));
  }

  private Future<StoredToken> held(SqlConnection connection, ReportLeak report, Actor by) {
    return tokens.hold(connection, by.workspaceId(), report.id()).map(Optional::orElseThrow);
  }

  private static AuditEntry explained(AuditEntry entry, ReportLeak report) {
    entry.after().put("leak", new JsonObject(report.leak().facts()));
    return entry;
  }

  private static Suspicion suspicion(ReportLeak report, boolean revoked, StoredToken after) {
    Instant now = Instant.now();
    Map<String, Object> detail = report.leak().facts();
    detail.put("at", now.truncatedTo(ChronoUnit.SECONDS).toString());
    if (!revoked) {
      detail.put("expires_at", after.token().dates().expiresAt().orElseThrow().toString());
    }
    return new Suspicion(
        report.id(), FindingKind.LEAKED, report.leak().url(), detail, now.toEpochMilli());
  }

  /** Also after a repeat: what came before may have been answered "pending". */
  private Future<Outcome<Recorded>> enforce(StoredToken ended) {
    long id = ended.token().id();
    Future<Boolean> inForce =
        ended.state() == TokenState.REVOKED
            ? placement.enforce(new Mark(0, id, MarkKind.TOMBSTONE, ended.version()))
            : placement.enforce(id);
    return inForce.map(
        all -> all ? new Outcome.Done<>(new Recorded()) : new Outcome.Pending<>(PENDING));
  }
}
