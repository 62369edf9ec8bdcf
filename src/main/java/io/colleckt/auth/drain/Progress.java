package io.colleckt.auth.drain;

/** What came of a look at the streams, the later the more pressing. */
enum Progress {
  /** There was nothing. */
  IDLE,
  /** All there was has been brought in. */
  MOVED,
  /** Another drain was faster. */
  LOST,
  /** There is more. */
  MORE;

  Progress and(Progress other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
