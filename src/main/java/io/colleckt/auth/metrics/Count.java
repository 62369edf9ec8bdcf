package io.colleckt.auth.metrics;

import io.micrometer.core.instrument.Counter;

/** Something that only grows. This class is threadsafe. */
public final class Count {
  private final Counter counter;

  Count(Counter counter) {
    this.counter = counter;
  }

  /** There was one more. */
  public void add() {
    counter.increment();
  }

  /** There were so many more. */
  public void add(long more) {
    counter.increment((double) more);
  }
}
