package io.colleckt.auth.takeover;

import io.colleckt.auth.token.SecretHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * What {@code createToken} of Laravel Sanctum's {@code HasApiTokens} hands out: the part after the
 * pipe. Its row holds {@code hash('sha256', …)} of it, as lower-case hex.
 */
record LaravelToken(String secret) {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** As Sanctum up to 3.2 makes it: {@code Str::random(40)}. */
  static LaravelToken old() {
    StringBuilder text = new StringBuilder();
    while (text.length() < 40) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new LaravelToken(text.toString());
  }

  /** As Sanctum from 3.3 on makes it: prefix, {@code Str::random(40)}, {@code crc32b} of these. */
  static LaravelToken withChecksum(String prefix) {
    String entropy = old().secret;
    CRC32 crc = new CRC32();
    crc.update(entropy.getBytes(StandardCharsets.US_ASCII));
    return new LaravelToken(prefix + entropy + HexFormat.of().toHexDigits((int) crc.getValue()));
  }

  /** What its row holds. */
  String column() {
    byte[] text = secret.getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(SecretHash.ofSecret(text, 0, text.length).bytes());
  }
}
