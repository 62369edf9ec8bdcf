package io.colleckt.auth.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SortedMap;

/** The SHA-256 of what is served, in the forms in which browsers get it. */
final class ContentHash {
  /** Enough to tell one content from another. */
  static final int HEX_DIGITS = 16;

  private final byte[] digest;

  private ContentHash(MessageDigest over) {
    this.digest = over.digest();
  }

  /** Of one content. */
  static ContentHash of(byte[] bytes) {
    MessageDigest sha = sha256();
    sha.update(bytes);
    return new ContentHash(sha);
  }

  /** Of all of these, with their names. */
  static ContentHash of(SortedMap<String, byte[]> contents) {
    MessageDigest sha = sha256();
    contents.forEach((name, bytes) -> sha.update(line(name, of(bytes))));
    return new ContentHash(sha);
  }

  /** The first 16 hex digits. */
  String hex() {
    return HexFormat.of().formatHex(digest, 0, HEX_DIGITS / 2);
  }

  /** As a source in a Content Security Policy. */
  String source() {
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  private static byte[] line(String name, ContentHash hash) {
    return (hash.source() + " " + name + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
