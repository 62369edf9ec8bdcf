package io.colleckt.auth.http;

import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.AuditPage;
import io.colleckt.auth.audit.AuditRow;
import io.colleckt.auth.audit.Verification;
import io.colleckt.auth.audit.Witness;
import io.colleckt.auth.audit.WitnessedHead;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The audit log, as the contract shows it. */
final class AuditJson {
  private AuditJson() {}

  /** A page of that list. */
  static JsonObject of(AuditPage page, List<Object> list) {
    List<AuditRow> rows = page.rows();
    String next = page.more() ? Cursor.of(rows.get(rows.size() - 1).seq(), list) : null;
    return new JsonObject()
        .put("data", new JsonArray(rows.stream().map(AuditJson::of).toList()))
        .put("next_cursor", next);
  }

  private static JsonObject of(AuditRow row) {
    return new JsonObject()
        .put("seq", row.seq())
        .put("at", row.at() == null ? null : row.at().toString())
        .put("member", of(row.by()))
        .put("action", row.action())
        .put("subject", row.subject())
        .put("address", row.by().address())
        .put("user_agent", row.by().userAgent())
        .put("before", fields(row.before()))
        .put("after", fields(row.after()))
        .put("hash", row.hash());
  }

  /** Null when nobody signed in did it. */
  private static JsonObject of(AuditRow.Author by) {
    return by.memberId() == null && by.email() == null
        ? null
        : new JsonObject().put("id", by.memberId()).put("email", by.email());
  }

  private static Object fields(String text) {
    return text == null ? null : Json.decodeValue(text);
  }

  /** What a verification has found. */
  static JsonObject of(Verification found) {
    AuditHead end = found.end();
    JsonObject json =
        new JsonObject().put("valid", found.flaw().isEmpty()).put("entries", end.seq());
    found
        .flaw()
        .ifPresentOrElse(
            flaw -> json.put("first_invalid_seq", flaw.seq()).put("reason", flaw.reason()),
            () -> json.put("head", of(end)));
    found.witness().held().ifPresent(held -> json.put("witnessed", of(held)));
    return json.put("witness", told(found.witness()));
  }

  private static JsonObject of(AuditHead head) {
    return new JsonObject().put("seq", head.seq()).put("hash", head.hash());
  }

  private static JsonObject of(WitnessedHead held) {
    return of(held.head()).put("since", held.since().toString());
  }

  private static String told(Witness witness) {
    if (!witness.reachable()) {
      return "unreachable";
    }
    return witness.held().isPresent() ? "held" : "none";
  }
}
