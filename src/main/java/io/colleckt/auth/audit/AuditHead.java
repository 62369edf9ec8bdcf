package io.colleckt.auth.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a workspace's chain.
 *
 * @param seq of the last row; 0 when there is none
 * @param hash of the last row: 64 hexadecimal digits in lower case
 */
public record AuditHead(long seq, String hash) {
  /** The end of a chain without rows. */
  public static final AuditHead NONE = new AuditHead(0, "0".repeat(64));

  private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,17}):([0-9a-f]{64})");

  /** {@code SEQ:HASH}, as heads are kept elsewhere. */
  public String text() {
    return seq + ":" + hash;
  }

  /** The head of that text, or empty. */
  public static Optional<AuditHead> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(new AuditHead(Long.parseLong(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }
}
