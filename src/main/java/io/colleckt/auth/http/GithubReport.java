package io.colleckt.auth.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What GitHub's secret scanning has found, as the partner programme describes the message. */
final class GithubReport {
  /** More than fit into the largest body that is read. */
  static final int MOST_MATCHES = 100_000;

  private GithubReport() {}

  /** One token; what GitHub does not say is the empty string. */
  record Match(String token, String type, String source, String url) {
    /** Whether it was a token, in the shape of the programme's feedback. */
    JsonObject feedback(boolean real) {
      return new JsonObject()
          .put("token_hash", hash(token))
          .put("token_type", type)
          .put("label", real ? "true_positive" : "false_positive");
    }
  }

  /**
   * Reads the body. Keys that are not known here are left alone: GitHub may add some.
   *
   * @throws Refused with 400
   */
  static List<Match> read(Buffer body) {
    JsonArray list = StrictJson.readList(body, MOST_MATCHES);
    List<Match> matches = new ArrayList<>(list.size());
    for (Object item : list) {
      if (!(item instanceof JsonObject match) || !(match.getValue("token") instanceof String)) {
        throw new Refused(Failures.badRequest("Each match is an object with a token."));
      }
      matches.add(
          new Match(
              match.getString("token"),
              text(match, "type"),
              text(match, "source"),
              text(match, "url")));
    }
    return matches;
  }

  private static String text(JsonObject match, String name) {
    return match.getValue(name) instanceof String text ? text : "";
  }

  private static String hash(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
