package io.colleckt.auth.scan;

import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.SecretForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Finds tokens in a stream of bytes, whatever else it holds, by their checksum; then looks before
 * it for a prefix, a separator and an id. Bytes of zero are passed over, so that text in UTF-16 is
 * found as well. Tokens without a checksum, as imported ones may be, are not found.
 *
 * <p>Takes 64 KiB, however long the stream or its lines are. Not thread-safe; may be used again.
 */
public final class TokenFinder {
  private static final int PIECE = 65_536;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int MOST_ID_DIGITS = 16;
  private static final int MOST_PREFIX = 32;

  /** The pipe or the dot, and what a pipe becomes in addresses, JSON and HTML. */
  private static final List<byte[]> SEPARATORS =
      List.of(
          ascii("|"), ascii("."), ascii("%7C"), ascii("%7c"), ascii("\\u007c"), ascii("&#124;"));

  /** Of what was read, as much as may belong to a token that is not over yet. */
  private static final int KEPT = MOST_ID_DIGITS + 1 + 6 + MOST_PREFIX + SecretForm.LENGTH;

  private static final byte OTHER = 0;
  private static final byte ALPHANUMERIC = 1;
  private static final byte HEXADECIMAL = 2;
  private static final byte[] KINDS = kinds();

  private final byte[] bytes = new byte[KEPT + PIECE];
  private Consumer<Sighting> told;
  private long line;
  private int run;
  private int hexRun;

  /** Reads the stream to its end; tells of each token as soon as it has been read. */
  public void read(InputStream in, Consumer<Sighting> sightings) throws IOException {
    told = sightings;
    line = 1;
    run = 0;
    hexRun = 0;
    int kept = 0;
    int length = in.read(bytes, kept, bytes.length - kept);
    while (length >= 0) {
      int end = withoutZeros(kept, kept + length);
      look(kept, end);
      int keep = Math.min(end, KEPT);
      System.arraycopy(bytes, end - keep, bytes, 0, keep);
      kept = keep;
      length = in.read(bytes, kept, bytes.length - kept);
    }
  }

  private int withoutZeros(int from, int end) {
    int to = from;
    for (int i = from; i < end; i++) {
      if (bytes[i] != 0) {
        bytes[to++] = bytes[i];
      }
    }
    return to;
  }

  private void look(int from, int end) {
    for (int i = from; i < end; i++) {
      byte kind = KINDS[bytes[i] & 0xff];
      if (kind == OTHER) {
        run = 0;
        hexRun = 0;
        line += bytes[i] == '\n' ? 1 : 0;
      } else {
        run++;
        hexRun = kind == HEXADECIMAL ? hexRun + 1 : 0;
        if (run >= SecretForm.LENGTH && hexRun >= CHECKSUM_LENGTH) {
          lookAt(i + 1 - SecretForm.LENGTH);
        }
      }
    }
  }

  private void lookAt(int start) {
    if (SecretForm.checksumHolds(bytes, start)) {
      told.accept(new Sighting(line, tokenAround(start)));
    }
  }

  private FoundToken tokenAround(int random) {
    int lowest = Math.max(0, random - MOST_PREFIX);
    for (int start = random; start >= lowest; start--) {
      OptionalLong id = idBefore(start);
      if (id.isPresent()) {
        return new FoundToken(id, text(start, random + SecretForm.LENGTH));
      }
      if (start == 0 || !isPrefix(bytes[start - 1])) {
        break;
      }
    }
    return new FoundToken(OptionalLong.empty(), text(random, random + SecretForm.LENGTH));
  }

  private OptionalLong idBefore(int secret) {
    for (byte[] separator : SEPARATORS) {
      int at = secret - separator.length;
      if (at > 0 && stands(separator, at)) {
        return idEndingAt(at);
      }
    }
    return OptionalLong.empty();
  }

  private boolean stands(byte[] text, int at) {
    for (int i = 0; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private OptionalLong idEndingAt(int end) {
    int start = end;
    while (start > 0 && isDigit(bytes[start - 1]) && end - start <= MOST_ID_DIGITS) {
      start--;
    }
    if (start == end || end - start > MOST_ID_DIGITS || bytes[start] == '0') {
      return OptionalLong.empty();
    }
    long id = Long.parseLong(text(start, end));
    return id <= BearerParser.MAX_ID ? OptionalLong.of(id) : OptionalLong.empty();
  }

  private String text(int from, int end) {
    return new String(bytes, from, end - from, StandardCharsets.US_ASCII);
  }

  private static boolean isPrefix(byte b) {
    return KINDS[b & 0xff] != OTHER || b == '_' || b == '-';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (char c = 'A'; c <= 'Z'; c++) {
      kinds[c] = ALPHANUMERIC;
      kinds[c + 'a' - 'A'] = ALPHANUMERIC;
    }
    for (byte c : ascii("0123456789abcdef")) {
      kinds[c] = HEXADECIMAL;
    }
    return kinds;
  }
}
