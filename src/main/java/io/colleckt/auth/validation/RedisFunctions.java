package io.colleckt.auth.validation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The library of Redis functions that this version of the service uses. Its name and those of its
 * functions carry a hash of the source, so that old and new versions run side by side on one Redis;
 * a library is loaded where it is missing, and never replaced or deleted.
 */
final class RedisFunctions {
  private static final String RESOURCE = "/redis/colleckt.lua";
  private static final String PLACEHOLDER = "@HASH@";

  private final String source;
  private final byte[] check;
  private final byte[] fill;
  private final byte[] place;

  private RedisFunctions(String template) {
    String hash = shortHash(template);
    this.source = template.replace(PLACEHOLDER, hash);
    this.check = name("check_", hash);
    this.fill = name("fill_", hash);
    this.place = name("place_", hash);
  }

  /** Reads the library from the class path. */
  static RedisFunctions read() {
    try (InputStream in = RedisFunctions.class.getResourceAsStream(RESOURCE)) {
      return new RedisFunctions(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + RESOURCE + ".", e);
    }
  }

  /** What {@code FUNCTION LOAD} takes. */
  String source() {
    return source;
  }

  /** Judges a batch of checks. */
  byte[] check() {
    return check;
  }

  /** Stores what Postgres said after misses, and judges by it. */
  byte[] fill() {
    return fill;
  }

  /** Places tombstones and floors; with none, tells namespace and time. */
  byte[] place() {
    return place;
  }

  private static byte[] name(String prefix, String hash) {
    return (prefix + hash).getBytes(StandardCharsets.US_ASCII);
  }

  private static String shortHash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
