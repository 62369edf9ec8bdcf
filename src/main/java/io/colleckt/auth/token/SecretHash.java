package io.colleckt.auth.token;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a secret: the only form in which a secret is stored, sent or compared. A secret has
 * 238 bits of randomness, so a slow hash would add nothing. Safe for use from any thread.
 */
public final class SecretHash {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(SecretHash::sha256);

  private final byte[] bytes;

  private SecretHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The hash of the secret that stands at {@code offset} in {@code text}, in ASCII. */
  public static SecretHash ofSecret(byte[] text, int offset, int length) {
    MessageDigest digest = SHA_256.get();
    digest.update(text, offset, length);
    return new SecretHash(digest.digest());
  }

  /**
   * Wraps a stored hash; the array is not copied and must not be changed afterwards.
   *
   * @throws IllegalArgumentException when it has not 32 bytes
   */
  public static SecretHash ofBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("A SHA-256 has 32 bytes, not " + bytes.length + ".");
    }
    return new SecretHash(bytes);
  }

  /** The 32 bytes themselves; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Compares in a time that does not depend on where the two differ. */
  public boolean matches(SecretHash other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretHash that && matches(that);
  }

  @Override
  public int hashCode() {
    return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
  }

  /** Only the first bytes: enough to tell two apart in a debugger, useless to anybody else. */
  @Override
  public String toString() {
    return "SecretHash[" + HexFormat.of().formatHex(bytes, 0, 4) + "…]";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
