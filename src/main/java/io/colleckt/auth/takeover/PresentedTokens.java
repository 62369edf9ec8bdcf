package io.colleckt.auth.takeover;

import io.colleckt.auth.token.SecretHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds tokens in lines of a log, each once. Of those that were found only hashes are remembered.
 */
final class PresentedTokens {
  /** Ids and secrets as Sanctum makes them, also as a URL writes the pipe. */
  private static final Pattern TOKEN =
      Pattern.compile("(?<![0-9A-Za-z])([1-9]\\d{0,15})(?:\\||%7[Cc])([A-Za-z0-9_-]{40,128})");

  private final Set<SecretHash> known = new HashSet<>();

  /**
   * A token that somebody has presented.
   *
   * @param secret in plain text: to be sent, never to be shown or kept
   */
  record Presented(long id, String secret) {
    String plainText() {
      return id + "|" + secret;
    }

    @Override
    public String toString() {
      return "Presented[id=" + id + "]";
    }
  }

  /** Those in the line that were in none before. */
  List<Presented> in(String line) {
    List<Presented> found = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(line);
    while (matcher.find()) {
      Presented token = new Presented(Long.parseLong(matcher.group(1)), matcher.group(2));
      byte[] text = token.plainText().getBytes(StandardCharsets.US_ASCII);
      if (known.add(SecretHash.ofSecret(text, 0, text.length))) {
        found.add(token);
      }
    }
    return found;
  }
}
