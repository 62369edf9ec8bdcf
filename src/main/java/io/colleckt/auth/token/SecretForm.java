package io.colleckt.auth.token;

import java.util.zip.CRC32;

/** What a secret looks like among other bytes: 40 random characters and their checksum. */
public final class SecretForm {
  /** Characters of a secret without its prefix. */
  public static final int LENGTH = PlainTextToken.RANDOM_LENGTH + 8;

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private SecretForm() {}

  /**
   * Whether the last 8 of the {@link #LENGTH} bytes from {@code start} on are the CRC-32 of the
   * others, in lower-case hexadecimal digits. Chance says so once in 2<sup>32</sup> times.
   */
  public static boolean checksumHolds(byte[] text, int start) {
    CRC32 crc = new CRC32();
    crc.update(text, start, PlainTextToken.RANDOM_LENGTH);
    long expected = crc.getValue();
    for (int i = start + LENGTH - 1; i >= start + PlainTextToken.RANDOM_LENGTH; i--) {
      if (text[i] != HEX[(int) (expected & 15)]) {
        return false;
      }
      expected >>>= 4;
    }
    return true;
  }
}
