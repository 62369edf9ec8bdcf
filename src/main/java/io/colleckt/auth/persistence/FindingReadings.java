package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.finding.Finding;
import io.colleckt.auth.finding.FindingPage;
import io.colleckt.auth.finding.ListFindings;
import io.colleckt.auth.finding.ReadFinding;
import io.vertx.core.Future;
import java.util.List;

/** What members see of findings: every one of their workspace. */
final class FindingReadings {
  private final Database database;
  private final Trespasses trespasses;
  private final FindingsTable findings = new FindingsTable();

  FindingReadings(Database database) {
    this.database = database;
    this.trespasses = new Trespasses(database);
  }

  /** One more than asked for is read, to know whether others follow. */
  Future<Outcome<FindingPage>> list(ListFindings request) {
    return findings
        .page(database, request, request.limit() + 1)
        .map(found -> new Outcome.Done<>(page(found, request.limit())));
  }

  Future<Outcome<Finding>> read(ReadFinding request) {
    return findings
        .find(database, request.actor().workspaceId(), request.id())
        .map(Outcome::of)
        .compose(
            outcome ->
                trespasses.recorded(
                    outcome,
                    request.actor(),
                    FindingAudit.subject(request.id()),
                    () ->
                        findings.isForeign(database, request.actor().workspaceId(), request.id())));
  }

  private static FindingPage page(List<Finding> found, int limit) {
    boolean more = found.size() > limit;
    return new FindingPage(more ? found.subList(0, limit) : found, more);
  }
}
