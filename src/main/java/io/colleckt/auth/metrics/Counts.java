package io.colleckt.auth.metrics;

import java.util.Map;

/** A count for each of the values that an enum has. This class is threadsafe. */
public final class Counts<E extends Enum<E>> {
  private final Map<E, Count> counts;

  /**
   * @param counts of all values, not to be changed any more
   */
  Counts(Map<E, Count> counts) {
    this.counts = counts;
  }

  /** There was one more of these. */
  public void add(E value) {
    counts.get(value).add();
  }
}
