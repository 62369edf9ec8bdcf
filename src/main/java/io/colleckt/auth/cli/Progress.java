package io.colleckt.auth.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * How far a long work has come, on one line of a terminal that is written over and taken away at
 * the end. Where nobody watches, nothing is written. Not thread-safe.
 */
public final class Progress implements AutoCloseable {
  private static final long PACE_NANOS = 200_000_000;
  private static final int WIDTH = 30;
  private static final int LONGEST_NOTE = 40;
  private static final String FRESH_LINE = "\r\u001b[K";

  private final Console console;
  private final String unit;
  private long total;
  private long done;
  private long shownAt = System.nanoTime();
  private boolean shown;

  /**
   * Begins.
   *
   * @param unit of what, e.g. {@code bytes}
   */
  public Progress(Console console, String unit) {
    this.console = console;
    this.unit = unit;
  }

  /** So much is to be done in all; 0 = nobody knows. */
  public void expect(long amount) {
    total = amount;
    done = 0;
  }

  /** So much more is done; written at most five times a second. */
  public void advance(long amount, String note) {
    done += amount;
    if (console.watched() && System.nanoTime() - shownAt > PACE_NANOS) {
      shownAt = System.nanoTime();
      shown = true;
      console.err().print(FRESH_LINE + line(note));
      console.err().flush();
    }
  }

  /** The stream, each of whose bytes is one step. */
  public InputStream over(InputStream in, String note) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        advance(Math.max(count, 0), note);
        return count;
      }
    };
  }

  private String line(String note) {
    String end =
        note.length() > LONGEST_NOTE
            ? "…" + note.substring(note.length() - LONGEST_NOTE + 1)
            : note;
    String amount = String.format(Locale.ROOT, "%,d %s  %s", done, unit, Console.printable(end));
    if (total <= 0) {
      return amount;
    }
    int filled = (int) (WIDTH * Math.min(done, total) / total);
    int percent = (int) (100 * Math.min(done, total) / total);
    String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
    return "[%s] %3d %%  %s".formatted(bar, percent, amount);
  }

  /** Takes the line away, for another to be written in its place. */
  public void clear() {
    if (shown) {
      shown = false;
      console.err().print(FRESH_LINE);
      console.err().flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
