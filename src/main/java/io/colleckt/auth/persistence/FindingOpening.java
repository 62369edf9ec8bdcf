package io.colleckt.auth.persistence;

import io.colleckt.auth.finding.FindingKind;
import io.colleckt.auth.finding.FindingPlan;
import io.colleckt.auth.finding.FindingPlan.Opening;
import io.colleckt.auth.finding.FindingPlan.Standing;
import io.colleckt.auth.finding.Suspicion;
import io.colleckt.auth.metrics.Counts;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.webhook.EventType;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes findings of suspicions, and notices of findings that open, within a transaction that holds
 * the watches of their tokens.
 */
final class FindingOpening {
  private final FindingWriting findings = new FindingWriting();
  private final NoticesTable notices = new NoticesTable();

  /** What is told of once it is committed: see {@link #open}. */
  static Counts<FindingKind> counts(Metrics metrics) {
    String what = "Findings that were opened by this node.";
    return metrics.counts("colleckt.findings", what, "kind", FindingKind.class);
  }

  /**
   * Completes once each is a finding of its own, or counted at another one, or passed over; with
   * the kinds of those that are new.
   */
  Future<List<FindingKind>> open(SqlConnection connection, List<Suspicion> suspicions) {
    if (suspicions.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return findings
        .standing(connection, suspicions)
        .map(standings -> plan(suspicions, standings))
        .compose(plan -> carryOut(connection, plan));
  }

  private static FindingPlan plan(List<Suspicion> suspicions, Map<Integer, Standing> standings) {
    FindingPlan plan = new FindingPlan();
    for (int place = 0; place < suspicions.size(); place++) {
      if (standings.containsKey(place)) {
        plan.add(suspicions.get(place), standings.get(place));
      }
    }
    return plan;
  }

  private Future<List<FindingKind>> carryOut(SqlConnection connection, FindingPlan plan) {
    Future<?> raised =
        plan.raises().isEmpty()
            ? Future.succeededFuture()
            : findings.raise(connection, plan.raises());
    return raised
        .compose(
            done -> plan.openings().isEmpty() ? Future.succeededFuture() : open(connection, plan))
        .map(plan.openings().stream().map(opening -> opening.suspicion().kind()).toList());
  }

  private Future<Void> open(SqlConnection connection, FindingPlan plan) {
    List<Opening> openings = plan.openings();
    return findings
        .insert(connection, openings)
        .compose(ids -> notices.addAll(connection, EventType.FINDING_OPENED, told(openings, ids)));
  }

  private static List<NoticesTable.Notice> told(List<Opening> openings, List<Long> ids) {
    List<NoticesTable.Notice> told = new ArrayList<>();
    for (int i = 0; i < openings.size(); i++) {
      told.add(
          new NoticesTable.Notice(
              openings.get(i).workspaceId(), data(openings.get(i), ids.get(i))));
    }
    return told;
  }

  private static JsonObject data(Opening opening, long id) {
    Suspicion suspicion = opening.suspicion();
    JsonObject finding =
        new JsonObject()
            .put("id", id)
            .put("token_id", suspicion.tokenId())
            .put("kind", suspicion.kind().label())
            .put("message", opening.message())
            .put("opened_at", Instant.ofEpochMilli(suspicion.atMillis()).toString());
    return new JsonObject().put("finding", finding);
  }
}
