package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Tokens, and what belongs to them, as lines for people. */
final class TokenText {
  static final String HEADING = row("ID", "STATUS", "ENVIRONMENT", "EXPIRES", "LAST USED", "NAME");

  private TokenText() {}

  /** One line below {@link #HEADING}. */
  static String line(JsonNode token) {
    return row(
        token.path("id").asText(),
        text(token, "status"),
        text(token, "environment"),
        minute(token, "expires_at"),
        minute(token, "last_used_at"),
        text(token, "name"));
  }

  /** All that is known of a token, a line each. */
  static String whole(JsonNode token) {
    List<String> lines = new ArrayList<>();
    token
        .fields()
        .forEachRemaining(
            one -> lines.add("%-22s%s".formatted(one.getKey(), shown(one.getValue()))));
    return String.join(System.lineSeparator(), lines);
  }

  /** What a revocation has ended. */
  static String receipt(JsonNode receipt) {
    String last =
        receipt.path("last_accepted_at").isNull()
            ? "never used"
            : "last accepted at " + text(receipt, "last_accepted_at");
    String more = receipt.path("complete").asBoolean() ? "" : ", perhaps more to come";
    return "Token %s was revoked at %s; %s, %s calls in the 24 hours before%s."
        .formatted(
            receipt.path("id").asText(),
            text(receipt, "revoked_at"),
            last,
            receipt.path("calls_last_24h").asText(),
            more);
  }

  private static String shown(JsonNode value) {
    if (value.isArray()) {
      List<String> all = new ArrayList<>();
      value.forEach(one -> all.add(shown(one)));
      return String.join(" ", all);
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    return value.isNull() ? "-" : Console.printable(text);
  }

  private static String text(JsonNode of, String field) {
    return Console.printable(of.path(field).asText());
  }

  /** An instant of the API without its seconds. */
  private static String minute(JsonNode of, String field) {
    String instant = text(of, field);
    return of.path(field).isNull() || instant.length() < 16
        ? "never"
        : instant.substring(0, 16).replace('T', ' ');
  }

  private static String row(
      String id, String status, String environment, String expires, String used, String name) {
    return "%-8s  %-8s  %-11s  %-16s  %-16s  %s"
        .formatted(id, status, environment, expires, used, name);
  }
}
