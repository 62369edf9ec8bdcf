package io.colleckt.auth.http;

import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.FindingAddresses;
import io.colleckt.auth.finding.ChangeFinding;
import io.colleckt.auth.finding.Finding;
import io.colleckt.auth.finding.FindingKind;
import io.colleckt.auth.finding.FindingPage;
import io.colleckt.auth.finding.ListFindings;
import io.colleckt.auth.finding.ReadFinding;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Findings: every member sees them; whoever manages the token acknowledges and mutes. */
final class FindingRoutes {
  private static final String OPEN = "open";

  private final EventBus bus;

  FindingRoutes(EventBus bus) {
    this.bus = bus;
  }

  void addTo(ManagementApi api) {
    api.on("listFindings", new TokenFilter(bus).before(this::list))
        .on("readFinding", this::read)
        .on("changeFinding", this::change);
  }

  private Future<Reply> list(Request request) {
    ListFindings.Filter filter =
        new ListFindings.Filter(
            request.text("status").map(OPEN::equals),
            request.number("token_id"),
            request.text("kind").flatMap(FindingKind::of));
    List<Object> list = List.of("findings", request.actor().workspaceId(), filter);
    return FindingAddresses.LIST
        .ask(bus, new ListFindings(request.actor(), filter, request.below(list), request.limit()))
        .map(answer -> Failures.reply(answer.outcome(), page -> Reply.ok(json(page, list))));
  }

  private Future<Reply> read(Request request) {
    return FindingAddresses.READ
        .ask(bus, new ReadFinding(request.actor(), request.id()))
        .map(FindingRoutes::reply);
  }

  private Future<Reply> change(Request request) {
    JsonObject body = request.body();
    ChangeFinding question =
        new ChangeFinding(
            request.actor(),
            request.id(),
            Optional.ofNullable(body.getString("status")).map(status -> !status.equals(OPEN)),
            Optional.ofNullable(body.getBoolean("muted")));
    return FindingAddresses.CHANGE.ask(bus, question).map(FindingRoutes::reply);
  }

  private static Reply reply(Answer<Finding> answer) {
    return Failures.reply(
        answer.outcome(), finding -> Reply.ok(new JsonObject().put("finding", json(finding))));
  }

  private static JsonObject json(FindingPage page, List<Object> list) {
    List<Finding> findings = page.findings();
    String next = page.more() ? Cursor.of(findings.get(findings.size() - 1).id(), list) : null;
    return new JsonObject()
        .put("data", new JsonArray(findings.stream().map(FindingRoutes::json).toList()))
        .put("next_cursor", next);
  }

  private static JsonObject json(Finding finding) {
    Optional<Finding.Acknowledgement> acknowledged = finding.acknowledged();
    JsonObject token =
        new JsonObject()
            .put("id", finding.token().id())
            .put("name", finding.token().name())
            .put("revoked", finding.token().revoked());
    return new JsonObject()
        .put("id", finding.id())
        .put("token", token)
        .put("kind", finding.kind().label())
        .put("status", finding.status())
        .put("muted", finding.muted())
        .put("message", finding.message())
        .put("detail", new JsonObject(finding.detail()))
        .put("opened_at", finding.openedAt().toString())
        .put("last_seen_at", finding.lastSeenAt().toString())
        .put("occurrences", finding.occurrences())
        .put(
            "acknowledged_at",
            acknowledged.map(Finding.Acknowledgement::at).map(Instant::toString).orElse(null))
        .put(
            "acknowledged_by",
            acknowledged
                .flatMap(Finding.Acknowledgement::by)
                .map(by -> new JsonObject().put("id", by.id()).put("email", by.email()))
                .orElse(null));
  }
}
