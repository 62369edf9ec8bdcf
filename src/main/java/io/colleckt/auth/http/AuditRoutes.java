package io.colleckt.auth.http;

import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.Verification;
import io.colleckt.auth.audit.VerifyAudit;
import io.colleckt.auth.bus.AuditAddresses;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;

/** The audit log, for every member. */
final class AuditRoutes {
  private final EventBus bus;

  AuditRoutes(EventBus bus) {
    this.bus = bus;
  }

  void addTo(ManagementApi api) {
    api.on("verifyAudit", this::verify);
  }

  private Future<Reply> verify(Request request) {
    return AuditAddresses.VERIFY
        .ask(bus, new VerifyAudit(request.actor()))
        .map(answer -> Failures.reply(answer.outcome(), found -> Reply.ok(json(found))));
  }

  private static JsonObject json(Verification found) {
    AuditHead end = found.end();
    JsonObject json =
        new JsonObject().put("valid", found.flaw().isEmpty()).put("entries", end.seq());
    found
        .flaw()
        .ifPresentOrElse(
            flaw -> json.put("first_invalid_seq", flaw.seq()).put("reason", flaw.reason()),
            () -> json.put("head", json(end)));
    return json;
  }

  private static JsonObject json(AuditHead head) {
    return new JsonObject().put("seq", head.seq()).put("hash", head.hash());
  }
}
