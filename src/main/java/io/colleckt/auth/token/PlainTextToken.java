package io.colleckt.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * A new secret in plain text: the only place where one exists. It is drawn where it is shown,
 * revealed once and then forgotten; what travels and what is stored is its {@link #hash}.
 *
 * <p>The form is Laravel Sanctum's, byte for byte, so that secret scanners know it: an optional
 * prefix, 40 characters {@code [A-Za-z0-9]}, and the CRC-32 of those 40 as 8 lower-case hex digits.
 */
public final class PlainTextToken {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Characters that are drawn: 238 bits. */
  static final int RANDOM_LENGTH = 40;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String secret;

  private PlainTextToken(String secret) {
    this.secret = secret;
  }

  /** Draws a new secret. Safe from any thread; never blocks. */
  public static PlainTextToken draw(String prefix) {
    StringBuilder entropy = new StringBuilder(RANDOM_LENGTH);
    while (entropy.length() < RANDOM_LENGTH) {
      entropy.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new PlainTextToken(prefix + entropy + checksum(entropy.toString()));
  }

  /** What is stored of it. */
  public SecretHash hash() {
    byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
    return SecretHash.ofSecret(bytes, 0, bytes.length);
  }

  /** {@code id|secret}: for the one answer that shows it. */
  public String reveal(long id) {
    return id + "|" + secret;
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "PlainTextToken[…]";
  }

  private static String checksum(String entropy) {
    CRC32 crc = new CRC32();
    crc.update(entropy.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
