package io.colleckt.auth.foreign;

import io.colleckt.auth.token.SecretHash;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A SHA-256 as others write it: 64 hex digits in any case, or Base64 of either alphabet. */
final class HashText {
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{43}=?");

  private HashText() {}

  /** Empty when it is no SHA-256. */
  static Optional<SecretHash> read(String text) {
    String stripped = text.strip();
    if (HEX.matcher(stripped).matches()) {
      return Optional.of(SecretHash.ofBytes(HexFormat.of().parseHex(stripped)));
    }
    return BASE64.matcher(stripped).matches() ? base64(stripped) : Optional.empty();
  }

  private static Optional<SecretHash> base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      return Optional.of(SecretHash.ofBytes(bytes));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
