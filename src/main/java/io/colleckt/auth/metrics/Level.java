package io.colleckt.auth.metrics;

/** Something that goes up and down: whoever knows better sets it. This class is threadsafe. */
public final class Level {
  private volatile double value;

  /** So it is now. */
  public void set(double now) {
    value = now;
  }

  /** So much it is now. */
  public void set(long now) {
    value = (double) now;
  }

  /** Whether it is so: 1 or 0. */
  public void set(boolean now) {
    value = now ? 1 : 0;
  }

  double value() {
    return value;
  }
}
