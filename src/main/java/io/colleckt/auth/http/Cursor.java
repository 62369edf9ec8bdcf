package io.colleckt.auth.http;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended, as an opaque text. It holds only for the list that it was made for: the same
 * workspace, the same filters. It opens nothing: the list is filtered by workspace all the same.
 */
final class Cursor {
  private static final int LENGTH = 24;

  private Cursor() {}

  /**
   * @param position of the last row: the next page begins below it
   * @param list what makes the list this one: its name, the workspace, the filters
   */
  static String of(long position, List<?> list) {
    byte[] bytes = bytes(position, list);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The position in a cursor of this list.
   *
   * @throws Refused with 422 when it was made for another one, or by nobody here
   */
  static long position(String cursor, List<?> list) {
    byte[] bytes = decoded(cursor);
    if (bytes.length == LENGTH) {
      long position = ByteBuffer.wrap(bytes).getLong();
      if (Arrays.equals(bytes, bytes(position, list))) {
        return position;
      }
    }
    throw new Refused(
        Failures.invalid("cursor", "The cursor must be the next_cursor of an earlier page."));
  }

  private static byte[] decoded(String cursor) {
    try {
      return Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] bytes(long position, List<?> list) {
    Buffer seal = Buffer.buffer().appendLong(position);
    for (Object part : list) {
      byte[] text = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
      seal.appendInt(text.length).appendBytes(text);
    }
    byte[] digest = Arrays.copyOf(sha256(seal.getBytes()), LENGTH - Long.BYTES);
    return Buffer.buffer().appendLong(position).appendBytes(digest).getBytes();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
