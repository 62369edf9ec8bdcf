package io.colleckt.auth.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a session id or an invitation code: the only form in which either is stored or leaves
 * the edge. Both have 256 bits of randomness, so a slow hash would add nothing.
 *
 * @param hex 64 lower-case digits
 */
public record Fingerprint(String hex) {

  /** The fingerprint of that text. */
  public static Fingerprint of(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return new Fingerprint(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Only the first digits: enough to tell two apart, useless to anybody else. */
  @Override
  public String toString() {
    return "Fingerprint[" + hex.substring(0, 8) + "…]";
  }
}
