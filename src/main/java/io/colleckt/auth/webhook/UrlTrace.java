package io.colleckt.auth.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be told of a webhook's URL to those who do not administer it, and for ever: with some
 * receivers, whoever knows the whole URL may write there.
 *
 * @param origin scheme, host and port as in {@code https://example.com}
 * @param digest the first 12 hex digits of the SHA-256 of the whole URL: tells one from another
 */
public record UrlTrace(String origin, String digest) {
  private static final Pattern ORIGIN = Pattern.compile("([A-Za-z]+://[^/?#@]*)(?:[/?#].*)?");
  private static final int DIGITS = 12;

  /** The trace of a URL as {@link WebhookUrl} allows it; of anything else the origin is empty. */
  public static UrlTrace of(String url) {
    Matcher matcher = ORIGIN.matcher(url);
    return new UrlTrace(matcher.matches() ? matcher.group(1) : "", digest(url));
  }

  private static String digest(String url) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest(url.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
