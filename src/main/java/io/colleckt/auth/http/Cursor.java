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
  private static final int SEAL = 16;
  private static final String REFUSAL = "The cursor must be the next_cursor of an earlier page.";

  private Cursor() {}

  /**
   * @param position of the last row: the next page begins below it
   * @param list what makes the list this one: its name, the workspace, the filters
   */
  static String of(long position, List<?> list) {
    return text(Buffer.buffer().appendLong(position), list);
  }

  /** As above, for a list that is ordered by two numbers. */
  static String of(long position, long second, List<?> list) {
    return text(Buffer.buffer().appendLong(position).appendLong(second), list);
  }

  /**
   * The position in a cursor of this list.
   *
   * @throws Refused with 422 when it was made for another one, or by nobody here
   */
  static long position(String cursor, List<?> list) {
    return opened(cursor, Long.BYTES, list).getLong();
  }

  /** As above, the two numbers of a list that is ordered by two. */
  static long[] positions(String cursor, List<?> list) {
    ByteBuffer numbers = opened(cursor, 2 * Long.BYTES, list);
    return new long[] {numbers.getLong(), numbers.getLong()};
  }

  private static String text(Buffer position, List<?> list) {
    byte[] bytes = position.appendBytes(seal(position, list)).getBytes();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static ByteBuffer opened(String cursor, int length, List<?> list) {
    byte[] bytes = decoded(cursor);
    if (bytes.length == length + SEAL) {
      Buffer position = Buffer.buffer(Arrays.copyOf(bytes, length));
      byte[] seal = Arrays.copyOfRange(bytes, length, bytes.length);
      if (Arrays.equals(seal, seal(position, list))) {
        return ByteBuffer.wrap(bytes);
      }
    }
    throw new Refused(Failures.invalid("cursor", REFUSAL));
  }

  private static byte[] decoded(String cursor) {
    try {
      return Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] seal(Buffer position, List<?> list) {
    Buffer sealed = position.copy();
    for (Object part : list) {
      byte[] text = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
      sealed.appendInt(text.length).appendBytes(text);
    }
    return Arrays.copyOf(sha256(sealed.getBytes()), SEAL);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
