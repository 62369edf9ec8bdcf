package io.colleckt.auth.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Another node, as it described itself last.
 *
 * @param answers the addresses where it listens
 * @param knows other nodes that it has heard of late
 * @param well whether it knows of nothing that is wrong with it
 * @param heardNanos when that was, {@link System#nanoTime}
 */
record Peer(String name, Set<String> answers, List<String> knows, boolean well, long heardNanos) {
  /** Whoever has been silent for longer is asked only when there is nobody else. */
  static final Duration SILENCE = Duration.ofMillis(1_500);

  /** Whoever has been silent for longer is not asked at all. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  boolean isSilent(long nowNanos) {
    return nowNanos - heardNanos > SILENCE.toNanos();
  }

  boolean isGone(long nowNanos) {
    return nowNanos - heardNanos > LONGEST_SILENCE.toNanos();
  }

  /** How gladly it is asked: 0 = not at all. */
  int rank(String address, long nowNanos) {
    if (!answers.contains(address) || isGone(nowNanos)) {
      return 0;
    }
    return isSilent(nowNanos) ? 1 : well ? 3 : 2;
  }
}
