package io.colleckt.auth.drain;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.MalformedEntryException;
import io.colleckt.auth.activity.Poison;
import io.colleckt.auth.token.StreamPosition;
import java.util.ArrayList;
import java.util.List;

/** What lies in a stream after a position, as much of it as is brought in at once. */
final class Stretch {
  /** A stretch takes no more entries once it holds so many bytes. */
  private static final int MOST_BYTES = 4 << 20;

  private static final int FIRST_ENTRIES = 16;
  private static final int MOST_ENTRIES = 512;
  private static final int BYTES_AT_ONCE = 1 << 20;

  private final StreamPosition from;
  private final int mostCalls;
  private final List<Calls> calls = new ArrayList<>();
  private final List<Poison> poison = new ArrayList<>();
  private StreamPosition to;
  private int entries;
  private long bytes;
  private long firstMillis = Long.MAX_VALUE;
  private boolean atEnd;

  /**
   * @param mostCalls it takes no more entries once it holds so many
   */
  Stretch(StreamPosition from, int mostCalls) {
    this.from = from;
    this.mostCalls = mostCalls;
    this.to = from;
  }

  /** How many entries to ask for next: few at first, then what fits, about a megabyte at most. */
  int wanted() {
    return (int) Math.max(1, Math.min(MOST_ENTRIES, entries == 0 ? FIRST_ENTRIES : fitting()));
  }

  private long fitting() {
    long bytesFit = BYTES_AT_ONCE / Math.max(1, bytes / entries);
    long callsFit = (long) (mostCalls - calls.size()) * entries / Math.max(1, calls.size());
    return Math.min(bytesFit, callsFit);
  }

  /**
   * Adds what was read after {@link #to}.
   *
   * @param asked how many entries were asked for
   */
  void add(List<StreamEntry> read, int asked) {
    read.forEach(this::add);
    atEnd = read.size() < asked;
  }

  private void add(StreamEntry entry) {
    try {
      calls.addAll(entry.calls());
    } catch (MalformedEntryException | RuntimeException e) {
      poison.add(entry.poison(String.valueOf(e.getMessage())));
    }
    firstMillis = Math.min(firstMillis, entry.position().millis());
    to = entry.position();
    entries++;
    bytes += entry.length();
  }

  /** Whether it takes no more, or there is no more. */
  boolean isComplete() {
    return atEnd || calls.size() >= mostCalls || bytes >= MOST_BYTES;
  }

  /** Whether the stream had no more when it was read. */
  boolean atEnd() {
    return atEnd;
  }

  boolean isEmpty() {
    return entries == 0;
  }

  StreamPosition from() {
    return from;
  }

  StreamPosition to() {
    return to;
  }

  List<Calls> calls() {
    return calls;
  }

  List<Poison> poison() {
    return poison;
  }

  /** When its first entry was appended; milliseconds since the epoch, by Redis' clock. */
  long firstMillis() {
    return firstMillis;
  }
}
