package io.colleckt.auth.activity;

import io.colleckt.auth.token.SecretForm;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Takes tokens out of texts that are to be recorded: clients put them into paths and user agents.
 * What looks like a hash, a commit for example, stays, unless an id stands before it as in a token.
 */
public final class Redaction {
  /** Stands where a token stood. */
  static final String MARK = "[redacted]";

  private static final int RANDOM_LENGTH = 40;
  private static final int LONGEST = 2048;
  private static final int LONGEST_SECRET = 128;

  /** An id, one of its separators, perhaps a prefix, and at least as much as a secret is long. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[0-9]{1,16}(?:\\||\\.|%7[Cc])(?:[A-Za-z0-9_-]{0,40}_)?[A-Za-z0-9]{40}[A-Za-z0-9]*");

  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]{48}[A-Za-z0-9]*");

  private Redaction() {}

  /**
   * The text without tokens and without secrets by themselves, as far as their checksum tells; at
   * most 2,048 characters of it.
   */
  public static String of(String text) {
    if (text.length() <= LONGEST) {
      return hasLongRun(text) ? redacted(text) : text;
    }
    int end = LONGEST;
    while (end > LONGEST - LONGEST_SECRET && isAlphanumeric(text.charAt(end - 1))) {
      end--; // half a secret is one all the same
    }
    return of(text.substring(0, end));
  }

  /** A run of 40 covers one of every 40 places, so most texts need few looks. */
  private static boolean hasLongRun(String text) {
    int length = text.length();
    for (int probe = RANDOM_LENGTH - 1; probe < length; probe += RANDOM_LENGTH) {
      if (isAlphanumeric(text.charAt(probe)) && runAround(text, probe) >= RANDOM_LENGTH) {
        return true;
      }
    }
    return false;
  }

  private static int runAround(String text, int place) {
    int start = place;
    while (start > 0 && isAlphanumeric(text.charAt(start - 1))) {
      start--;
    }
    int end = place + 1;
    while (end < text.length() && isAlphanumeric(text.charAt(end))) {
      end++;
    }
    return end - start;
  }

  private static String redacted(String text) {
    String withoutTokens = TOKEN.matcher(text).replaceAll(MARK);
    return RUN.matcher(withoutTokens)
        .replaceAll(run -> holdsSecret(run.group()) ? MARK : run.group());
  }

  private static boolean holdsSecret(String run) {
    byte[] bytes = run.getBytes(StandardCharsets.US_ASCII);
    for (int start = 0; start + SecretForm.LENGTH <= bytes.length; start++) {
      if (SecretForm.checksumHolds(bytes, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
