package io.colleckt.auth.http;

import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.AuditPage;
import io.colleckt.auth.audit.AuditRow;
import io.colleckt.auth.audit.Verification;
import io.colleckt.auth.audit.Witness;
import io.colleckt.auth.audit.WitnessedHead;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The audit log, as the contract shows it. */
final class AuditJson {
  private static final Pattern TOKEN = Pattern.compile("token:([1-9][0-9]{0,15})");

  private AuditJson() {}

  /** Where the page after this one of that list begins; null = this is the last. */
  static String next(AuditPage page, List<Object> list) {
    List<AuditRow> rows = page.rows();
    return page.more() ? Cursor.of(rows.get(rows.size() - 1).seq(), list) : null;
  }

  /** The token that a row is about, or null. */
  static Long token(JsonObject row) {
    String subject = row.getString("subject");
    Matcher matcher = TOKEN.matcher(subject == null ? "" : subject);
    return matcher.matches() ? Long.valueOf(matcher.group(1)) : null;
  }

  static JsonObject of(AuditRow row) {
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
