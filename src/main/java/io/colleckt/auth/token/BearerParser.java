package io.colleckt.auth.token;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Reads {@code Authorization: Bearer id|secret} (RFC 6750 section 2.1; the scheme in any case) and
 * hashes the secret. What is malformed or fails its checksum ends here, before any look-up.
 *
 * <p>The format is that of Laravel Sanctum: an optional prefix, 40 characters {@code [A-Za-z0-9]},
 * and their CRC-32 as 8 lower-case hex digits. {@code id.secret} is read as well, since {@code |}
 * is no token character of RFC 6750. Tokens that were imported may lack the checksum; for ids up to
 * the highest imported one it is waived.
 *
 * <p>Not thread-safe: one parser for each event loop.
 */
public final class BearerParser {
  /** The largest id that Lua and JavaScript can tell from its neighbours. */
  public static final long MAX_ID = 9_007_199_254_740_991L;

  private static final String SCHEME = "bearer ";
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Characters before the random part, chosen by the workspace: {@code [A-Za-z0-9_-]}. */
  private static final int MAX_PREFIX_LENGTH = 32;

  private static final int RANDOM_LENGTH = PlainTextToken.RANDOM_LENGTH;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int MIN_LENGTH = RANDOM_LENGTH + CHECKSUM_LENGTH;
  private static final int MIN_IMPORTED_LENGTH = 40;
  private static final int MAX_LENGTH = 128;

  private final long importedIdMax;
  private final byte[] secret = new byte[MAX_LENGTH];
  private final CRC32 crc = new CRC32();

  /**
   * @param importedIdMax ids up to this one may lack a checksum; 0 = none
   */
  public BearerParser(long importedIdMax) {
    this.importedIdMax = importedIdMax;
  }

  /** A token that has the right form: whether it is any good is for the check to say. */
  public record Credential(long id, SecretHash hash) {}

  /**
   * Whether the header presents a token at all, well-formed or not: decides between the two
   * challenges of RFC 6750.
   */
  public static boolean presentsToken(String header) {
    return header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && !header.substring(SCHEME.length()).isBlank();
  }

  /** What the header presents as a token, whatever it is; null when it presents none. */
  public static String tokenIn(String header) {
    return presentsToken(header) ? header.substring(SCHEME.length()).strip() : null;
  }

  /** The credential in the header's value, or null when it is missing or malformed. */
  public Credential parse(String header) {
    if (header == null) {
      return null;
    }
    int end = header.length();
    int start = 0;
    while (start < end && header.charAt(start) == ' ') {
      start++;
    }
    if (!header.regionMatches(true, start, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    start += SCHEME.length();
    while (start < end && header.charAt(start) == ' ') {
      start++;
    }
    while (end > start && header.charAt(end - 1) == ' ') {
      end--;
    }
    return token(header, start, end);
  }

  /** Reads a plain text token without a scheme; white space around it does not count. */
  public Credential parseToken(String token) {
    String stripped = token.strip();
    return token(stripped, 0, stripped.length());
  }

  private Credential token(String text, int start, int end) {
    int at = start;
    long id = 0;
    for (; at < end && isDigit(text.charAt(at)) && id <= MAX_ID; at++) {
      id = id * 10 + text.charAt(at) - '0';
    }
    boolean separated = at < end && (text.charAt(at) == '|' || text.charAt(at) == '.');
    if (!separated || at == start || text.charAt(start) == '0' || id > MAX_ID) {
      return null;
    }
    int length = end - at - 1;
    boolean well = length <= MAX_LENGTH && copySecret(text, at + 1, length);
    return well && isGenuine(id, length)
        ? new Credential(id, SecretHash.ofSecret(secret, 0, length))
        : null;
  }

  /** Copies the secret as ASCII; false when a character cannot stand in a secret. */
  private boolean copySecret(String text, int offset, int length) {
    for (int i = 0; i < length; i++) {
      char c = text.charAt(offset + i);
      if (c <= ' ' || c > '~' || c == '|') {
        return false;
      }
      secret[i] = (byte) c;
    }
    return true;
  }

  private boolean isGenuine(long id, int length) {
    return id <= importedIdMax
        ? length >= MIN_IMPORTED_LENGTH
        : length >= MIN_LENGTH && isPrefixSane(length - MIN_LENGTH) && checksumHolds(length);
  }

  private boolean isPrefixSane(int length) {
    boolean sane = length <= MAX_PREFIX_LENGTH;
    for (int i = 0; sane && i < length; i++) {
      sane = isAlphanumeric(secret[i]) || secret[i] == '_' || secret[i] == '-';
    }
    return sane;
  }

  private boolean checksumHolds(int length) {
    int start = length - MIN_LENGTH;
    for (int i = start; i < start + RANDOM_LENGTH; i++) {
      if (!isAlphanumeric(secret[i])) {
        return false;
      }
    }
    crc.reset();
    crc.update(secret, start, RANDOM_LENGTH);
    long expected = crc.getValue();
    for (int i = length - 1; i >= length - CHECKSUM_LENGTH; i--) {
      if (secret[i] != HEX[(int) (expected & 15)]) {
        return false;
      }
      expected >>>= 4;
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAlphanumeric(byte c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
