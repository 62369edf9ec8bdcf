package io.colleckt.auth.fire;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a client asked of a node and what it was told.
 *
 * @param path a check's own, which no other has; else empty
 * @param startNanos before the first byte was sent, {@link System#nanoTime}
 * @param endNanos after the last byte of the answer was there, or when the client gave up
 * @param status of the answer, or 0 when there was none
 * @param answer a check's headers ({@code token}, {@code workspace}), else the body; empty when
 *     there was none
 */
record Told(
    Asked asked,
    long tokenId,
    int node,
    String path,
    long startNanos,
    long endNanos,
    int status,
    JsonObject answer) {

  /** What was asked. */
  enum Asked {
    CHECK,
    /** With the ability that narrowed tokens lack. */
    CHECK_ABILITY,
    CHECK_WRONG_SECRET,
    CREATE,
    REVOKE,
    PAUSE,
    RESUME,
    NARROW,
    ROTATE;

    boolean isCheck() {
      return this == CHECK || this == CHECK_ABILITY || this == CHECK_WRONG_SECRET;
    }
  }

  boolean is(Asked what) {
    return asked == what;
  }

  /** Whether it began after that moment. */
  boolean beganAfter(long nanos) {
    return startNanos - nanos > 0;
  }

  /** Whether it had ended before that moment. */
  boolean endedBefore(long nanos) {
    return endNanos - nanos < 0;
  }

  long millis() {
    return (endNanos - startNanos) / 1_000_000;
  }

  /** How many were told which status, in order. */
  static Map<Integer, Long> statuses(List<Told> all) {
    return all.stream()
        .collect(Collectors.groupingBy(Told::status, TreeMap::new, Collectors.counting()));
  }
}
