package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.finding.ChangeFinding;
import io.colleckt.auth.finding.Finding;
import io.colleckt.auth.finding.ReadFinding;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/**
 * Acknowledges findings and opens them again; mutes a kind for a token. Whoever may change the
 * token may do so. One transaction with its audit row; it holds the token's watch first, as those
 * do who open findings.
 */
final class FindingChanges {
  private static final String TWIN = "A finding on the same is open already.";

  private final TokenAccess access;
  private final FindingReadings readings;
  private final TokenWatchesTable watches = new TokenWatchesTable();
  private final FindingsTable findings = new FindingsTable();
  private final FindingMutesTable mutes = new FindingMutesTable();
  private final AuditTable audit = new AuditTable();

  FindingChanges(Database database) {
    this.access = new TokenAccess(database);
    this.readings = new FindingReadings(database);
  }

  /** Completes with the finding as it is after the change. */
  Future<Outcome<Finding>> change(ChangeFinding request) {
    return readings
        .read(new ReadFinding(request.actor(), request.id()))
        .compose(outcome -> outcome.then(found -> change(request, found)));
  }

  private Future<Outcome<Finding>> change(ChangeFinding request, Finding found) {
    return access.change(
        request.actor(),
        found.token().id(),
        (connection, token) ->
            watches
                .hold(connection, List.of(found.token().id()))
                .compose(held -> current(connection, request))
                .compose(before -> change(connection, request, before)));
  }

  private Future<Outcome<Finding>> change(
      SqlConnection connection, ChangeFinding request, Finding before) {
    if (request.leaves(before)) {
      return done(before);
    }
    return clash(connection, request, before)
        .compose(
            clash ->
                clash
                    ? Future.succeededFuture(new Outcome.Conflict<>(TWIN))
                    : store(connection, request, before).compose(FindingChanges::done));
  }

  private Future<Boolean> clash(SqlConnection connection, ChangeFinding request, Finding before) {
    return before.isAcknowledged() && !request.acknowledges(before)
        ? findings.hasOpenTwin(connection, before.id())
        : Future.succeededFuture(false);
  }

  private Future<Finding> store(SqlConnection connection, ChangeFinding request, Finding before) {
    Future<Void> acknowledged =
        request.acknowledges(before) == before.isAcknowledged()
            ? Future.succeededFuture()
            : findings.acknowledge(
                connection, before.id(), request.acknowledges(before), request.actor().memberId());
    return acknowledged
        .compose(
            done ->
                mutes.set(connection, before.token().id(), before.kind(), request.mutes(before)))
        .compose(done -> current(connection, request))
        .compose(
            after ->
                audit
                    .insert(connection, FindingAudit.changed(request.actor(), before, after))
                    .map(after));
  }

  private Future<Finding> current(SqlConnection connection, ChangeFinding request) {
    return findings
        .find(connection, request.actor().workspaceId(), request.id())
        .map(Optional::orElseThrow);
  }

  private static Future<Outcome<Finding>> done(Finding finding) {
    return Future.succeededFuture(new Outcome.Done<>(finding));
  }
}
