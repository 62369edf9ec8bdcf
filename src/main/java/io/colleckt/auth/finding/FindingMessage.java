package io.colleckt.auth.finding;

import io.colleckt.auth.token.CheckOutcome;
import java.util.Map;

/** What a finding says to a person, from its facts: what, when, from where, compared to what. */
final class FindingMessage {
  private FindingMessage() {}

  static String of(FindingKind kind, Map<String, Object> detail) {
    String message = sentence(kind, detail);
    if (detail.containsKey("last_of")) {
      message += " It is the " + detail.get("last_of") + "th; further ones will not be told.";
    }
    if (detail.containsKey("further")) {
      message += " Further findings of this kind, not listed: " + detail.get("further") + ".";
    }
    return message;
  }

  private static String sentence(FindingKind kind, Map<String, Object> detail) {
    String call = call(detail);
    return switch (kind) {
      case NEW_NETWORK ->
          "First accepted call from the network %s: %s; until then it came from %s."
              .formatted(detail.get("network"), call, known(detail, "other network"));
      case NEW_USER_AGENT ->
          "First accepted call by %s: %s; until then it came by %s."
              .formatted(client(detail), call, known(detail, "other client"));
      case NEW_ROUTE ->
          "First call of %s: %s; until then the token had used %s since %s."
              .formatted(
                  detail.get("route"),
                  call,
                  known(detail, "other route"),
                  detail.get("first_used_at"));
      case BROWSER ->
          "Used by a page in a browser, so it may be exposed in client-side code: " + call + ".";
      case HIGH_RATE -> rate(detail);
      case LONG_SILENCE ->
          "Used again after %s days without an accepted call, the last on %s: %s."
              .formatted(detail.get("days_of_silence"), detail.get("last_accepted_on"), call);
      case DEAD_TOKEN -> dead(detail, call);
      case LEAKED -> leaked(detail);
    };
  }

  private static String dead(Map<String, Object> detail, String call) {
    return CheckOutcome.REVOKED.label().equals(detail.get("outcome"))
        ? "A call with the number of this revoked token came from a network that it was used from"
            + " before, so something may still use it: "
            + call
            + "."
        : "A call with this expired token was refused, so something still uses it: " + call + ".";
  }

  private static String leaked(Map<String, Object> detail) {
    String by = "github".equals(detail.get("reporter")) ? "GitHub" : "somebody who holds it";
    String where = "".equals(detail.get("url")) ? "" : " at " + detail.get("url");
    Object end = detail.get("expires_at");
    return "Reported by %s at %s as found%s; it %s."
        .formatted(
            by,
            detail.get("at"),
            where.isEmpty() ? " somewhere" : where,
            end == null ? "was revoked" : "ends at " + end + ", so rotate it until then");
  }

  private static String rate(Map<String, Object> detail) {
    return "%s accepted calls in the 24 hours before %s, last from %s; on the %s days of use before it made %s a day."
        .formatted(
            detail.get("calls_last_24h"),
            detail.get("at"),
            detail.get("address"),
            detail.get("days_before"),
            detail.get("usual_a_day"));
  }

  /** Of many different refused calls only their number is on record: see {@code Folding}. */
  private static String call(Map<String, Object> detail) {
    if ("*".equals(detail.get("path"))) {
      return "several callers at " + detail.get("at");
    }
    Object agent = detail.get("user_agent");
    return "%s %s from %s %s at %s"
        .formatted(
            detail.get("method"),
            detail.get("path"),
            detail.get("address"),
            "".equals(agent) ? "without a user agent" : "with " + agent,
            detail.get("at"));
  }

  private static String client(Map<String, Object> detail) {
    Object client = detail.get("client");
    return UserAgentFamily.NONE.equals(client)
        ? "a client that does not say what it is"
        : "the client " + client;
  }

  private static String known(Map<String, Object> detail, String what) {
    Object number = detail.get("known_before");
    return number + " " + what + (Integer.valueOf(1).equals(number) ? "" : "s");
  }
}
