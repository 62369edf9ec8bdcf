package io.colleckt.auth.scan;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The next so many bytes of another stream, which stays open. Not thread-safe. */
final class Bounded extends InputStream {
  private final InputStream in;
  private long left;

  Bounded(InputStream in, long length) {
    this.in = in;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = in.read(bytes, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("It ends too early.");
    }
    left -= read;
    return read;
  }

  /** Leaves the other stream behind these bytes. */
  void skipRest() throws IOException {
    in.skipNBytes(left);
    left = 0;
  }
}
