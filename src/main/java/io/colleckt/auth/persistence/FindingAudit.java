package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.finding.Finding;
import io.vertx.core.json.JsonObject;

/** How changes of findings read in the audit log. */
final class FindingAudit {
  private FindingAudit() {}

  static String subject(long id) {
    return "finding:" + id;
  }

  /** Holds what differs, and what it is about. */
  static AuditEntry changed(Actor actor, Finding before, Finding after) {
    JsonObject old = new JsonObject();
    JsonObject now =
        new JsonObject().put("token_id", after.token().id()).put("kind", after.kind().label());
    if (before.isAcknowledged() != after.isAcknowledged()) {
      old.put("status", before.status());
      now.put("status", after.status());
    }
    if (before.muted() != after.muted()) {
      old.put("muted", before.muted());
      now.put("muted", after.muted());
    }
    return new AuditEntry(actor, action(before, after), subject(after.id()), old, now);
  }

  private static String action(Finding before, Finding after) {
    if (before.isAcknowledged() != after.isAcknowledged()) {
      return after.isAcknowledged() ? "finding.acknowledged" : "finding.reopened";
    }
    return after.muted() ? "finding.muted" : "finding.unmuted";
  }
}
