package io.colleckt.auth.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a file, each of bounded length, in UTF-8, with a line feed at its end. Not
 * threadsafe.
 */
final class ExportLines {
  static final int LONGEST_BYTES = 1024 * 1024;

  private final InputStream in;

  /** Says what is wrong with the line that was to be read: a sentence that begins with "it". */
  static final class BadLine extends Exception {
    private static final long serialVersionUID = 1;

    BadLine(String message) {
      super(message);
    }
  }

  /**
   * @param in buffered
   */
  ExportLines(InputStream in) {
    this.in = in;
  }

  /**
   * The next line, without its end; empty at the end of the file.
   *
   * @throws BadLine when there is none of ours
   */
  Optional<String> next() throws IOException, BadLine {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = in.read();
    while (read != '\n') {
      if (read < 0) {
        return end(line);
      }
      if (line.size() == LONGEST_BYTES) {
        throw new BadLine("it is longer than any row");
      }
      line.write(read);
      read = in.read();
    }
    return Optional.of(text(line.toByteArray()));
  }

  private static Optional<String> end(ByteArrayOutputStream line) throws BadLine {
    if (line.size() == 0) {
      return Optional.empty();
    }
    throw new BadLine("it has no end");
  }

  private static String text(byte[] bytes) throws BadLine {
    try { // A new decoder reports what is malformed instead of replacing it.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadLine("it is not UTF-8");
    }
  }
}
