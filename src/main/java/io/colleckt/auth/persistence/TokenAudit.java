package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.token.Cidr;
import io.colleckt.auth.token.RateLimit;
import io.colleckt.auth.token.TokenState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** How changes of tokens read in the audit log. The hash is never there. */
final class TokenAudit {
  private TokenAudit() {}

  static String subject(long id) {
    return "token:" + id;
  }

  static AuditEntry created(Actor actor, StoredToken after) {
    return entry(actor, "token.created", after, null, settings(after));
  }

  /**
   * @param origin the source that it comes from
   */
  static AuditEntry imported(Actor actor, StoredToken after, String origin) {
    return entry(actor, "token.imported", after, null, settings(after).put("source", origin));
  }

  /** A change at the source that was made here too. */
  static AuditEntry followed(
      Actor actor, StoredToken before, StoredToken after, boolean newSecret, String origin) {
    AuditEntry entry = difference(actor, "token.changed", before, after);
    entry.after().put("source", origin);
    if (newSecret) {
      entry.after().put("secret", "replaced");
    }
    return entry;
  }

  /** It cannot be here any more as it is at its source. */
  static AuditEntry paused(Actor actor, StoredToken before, StoredToken after, String origin) {
    AuditEntry entry = changed(actor, before, after);
    entry.after().put("source", origin);
    return entry;
  }

  static AuditEntry revoked(Actor actor, StoredToken before, StoredToken after) {
    return entry(actor, "token.revoked", after, settings(before), settings(after));
  }

  static AuditEntry rotated(Actor actor, StoredToken before, StoredToken after) {
    AuditEntry entry = difference(actor, "token.rotated", before, after);
    entry.after().put("rotated_to", after.token().rotatedTo().orElseThrow());
    return entry;
  }

  /** Holds only what differs. */
  static AuditEntry changed(Actor actor, StoredToken before, StoredToken after) {
    return difference(actor, action(before.state(), after.state()), before, after);
  }

  private static String action(TokenState before, TokenState after) {
    if (before == after) {
      return "token.changed";
    }
    return after == TokenState.PAUSED ? "token.paused" : "token.resumed";
  }

  private static AuditEntry difference(
      Actor actor, String action, StoredToken before, StoredToken after) {
    JsonObject old = settings(before);
    JsonObject now = settings(after);
    for (String field : List.copyOf(old.fieldNames())) {
      if (Objects.equals(old.getValue(field), now.getValue(field))) {
        old.remove(field);
        now.remove(field);
      }
    }
    return entry(actor, action, after, old, now);
  }

  private static AuditEntry entry(
      Actor actor, String action, StoredToken stored, JsonObject before, JsonObject after) {
    return new AuditEntry(actor, action, subject(stored.token().id()), before, after);
  }

  private static JsonObject settings(StoredToken stored) {
    return new JsonObject()
        .put("name", stored.token().name())
        .put("environment", stored.token().environment().label())
        .put("state", stored.state().label())
        .put("abilities", new JsonArray(stored.token().grant().abilities()))
        .put("allowed_ips", allowedIps(stored))
        .put("rate_limit", stored.token().grant().rateLimit().map(TokenAudit::limit).orElse(null))
        .put("expires_at", stored.token().dates().expiresAt().map(Instant::toString).orElse(null));
  }

  private static JsonArray allowedIps(StoredToken stored) {
    return new JsonArray(stored.token().grant().allowedIps().stream().map(Cidr::toString).toList());
  }

  private static JsonObject limit(RateLimit limit) {
    return new JsonObject()
        .put("limit", limit.limit())
        .put("window_seconds", limit.windowSeconds());
  }
}
