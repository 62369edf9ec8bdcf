package io.colleckt.auth.cli;

import io.colleckt.auth.scan.FoundToken;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Ends tokens that were found, by {@code POST /v1/revoke} (RFC 7009): who holds a token may end it,
 * without signing in. What it has ended it does not ask about again, as far as 10,000 tokens back.
 */
final class Surrender {
  private static final int REMEMBERED = 10_000;

  private final Transport transport;
  private boolean isAway;
  private final Set<String> ended =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  Surrender(Transport transport) {
    this.transport = transport;
  }

  /**
   * Returns once no check of the token is accepted any more; false when its id is not known, so
   * that nobody can end it this way.
   *
   * @throws Failure when the service does not confirm it
   */
  boolean end(FoundToken token) {
    if (token.plainText().isEmpty()) {
      return false;
    }
    String plainText = token.plainText().get();
    if (!ended.contains(plainText)) {
      revokePatiently(plainText);
      ended.add(plainText);
    }
    return true;
  }

  /** Waits for the first that gets no answer, and for the others no more. */
  private void revokePatiently(String plainText) {
    try {
      if (isAway) {
        revoke(plainText);
      } else {
        Pending.repeat(() -> revoke(plainText));
      }
      isAway = false;
    } catch (Failure e) {
      isAway = e.exit() == Exit.UNANSWERED;
      throw e;
    }
  }

  private HttpResponse<String> revoke(String plainText) {
    HttpResponse<String> answer =
        transport.send(
            transport
                .request("/v1/revoke")
                .timeout(Transport.PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "token=" + URLEncoder.encode(plainText, StandardCharsets.UTF_8))),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw Refusal.of(answer.statusCode(), answer.body());
    }
    return answer;
  }
}
