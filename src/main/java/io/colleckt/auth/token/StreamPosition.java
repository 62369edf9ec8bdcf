package io.colleckt.auth.token;

import java.util.Comparator;

/**
 * A place in an activity stream of Redis: the id of an entry.
 *
 * @param millis the first half of the id
 * @param sequence the second half
 */
public record StreamPosition(long millis, long sequence) implements Comparable<StreamPosition> {
  /** Before the first entry. */
  public static final StreamPosition START = new StreamPosition(0, 0);

  private static final Comparator<StreamPosition> ORDER =
      Comparator.comparingLong(StreamPosition::millis).thenComparingLong(StreamPosition::sequence);

  /**
   * Reads {@code millis-sequence}.
   *
   * @throws IllegalArgumentException when it is not that
   */
  public static StreamPosition parse(String id) {
    int dash = id.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException("Not the id of a stream entry.");
    }
    return new StreamPosition(
        Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1)));
  }

  @Override
  public int compareTo(StreamPosition other) {
    return ORDER.compare(this, other);
  }

  /** As Redis writes it. */
  @Override
  public String toString() {
    return millis + "-" + sequence;
  }
}
