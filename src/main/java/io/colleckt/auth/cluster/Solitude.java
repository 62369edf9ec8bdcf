package io.colleckt.auth.cluster;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a node that looks for others has not heard of one since it started, and says so
 * once: its checks are right without them, so nothing else would show it. Used on one event loop.
 */
final class Solitude {
  /** In ticks of half a second: nodes that start together hear each other sooner. */
  static final int LONGEST = 40;

  private static final Logger LOG = LoggerFactory.getLogger(Solitude.class);

  private int ticks;

  /**
   * @param heard the nodes that are heard now
   * @param sought where others are looked for
   */
  void tick(List<String> heard, List<String> sought) {
    if (!heard.isEmpty()) {
      ticks = LONGEST;
    } else if (ticks < LONGEST && ++ticks == LONGEST && !sought.isEmpty()) {
      LOG.warn(
          "No other node is heard at {}. Either none runs there or can be reached, or it has"
              + " another COLLECKT_CLUSTER_NAME, or certificates of another authority, or none.",
          String.join(", ", sought));
    }
  }
}
