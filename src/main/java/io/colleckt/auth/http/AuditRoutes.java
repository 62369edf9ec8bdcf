package io.colleckt.auth.http;

import io.colleckt.auth.audit.AuditPage;
import io.colleckt.auth.audit.ReadAudit;
import io.colleckt.auth.audit.VerifyAudit;
import io.colleckt.auth.bus.AuditAddresses;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The audit log, for every member. */
final class AuditRoutes {
  private static final Exports.File FILE = new Exports.File("application/x-ndjson", "audit.ndjson");

  private final EventBus bus;
  private final NamedTokens names;
  private final Exports exports;

  AuditRoutes(EventBus bus, Exports exports) {
    this.bus = bus;
    this.names = new NamedTokens(bus);
    this.exports = exports;
  }

  void addTo(ManagementApi api) {
    api.on("listAudit", this::list).on("exportAudit", this::export).on("verifyAudit", this::verify);
  }

  private Future<Reply> list(Request request) {
    ReadAudit.Filter filter = filter(request);
    List<Object> list = List.of("audit", request.actor().workspaceId(), filter);
    return AuditAddresses.PAGE
        .ask(bus, new ReadAudit(request.actor(), filter, request.below(list), request.limit()))
        .compose(page -> json(request, page, list))
        .map(Reply::ok);
  }

  private Future<JsonObject> json(Request request, AuditPage page, List<Object> list) {
    String next = AuditJson.next(page, list);
    return names
        .name(request, page.rows().stream().map(AuditJson::of).toList(), AuditJson::token)
        .map(data -> new JsonObject().put("data", data).put("next_cursor", next));
  }

  private Future<Reply> export(Request request) {
    return exports.begin(request, FILE, reader -> AuditExport.begin(bus, request.actor(), reader));
  }

  private static ReadAudit.Filter filter(Request request) {
    TimeSpan span = TimeSpan.of(request);
    return new ReadAudit.Filter(
        request.text("action"),
        request.number("member_id"),
        request.text("subject"),
        span.from(),
        span.to());
  }

  private Future<Reply> verify(Request request) {
    return AuditAddresses.VERIFY
        .ask(bus, new VerifyAudit(request.actor()))
        .map(answer -> Failures.reply(answer.outcome(), found -> Reply.ok(AuditJson.of(found))));
  }
}
