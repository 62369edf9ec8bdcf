package io.colleckt.auth.http;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;

/**
 * How many of something may run at a time on this node, counted under one or more names at once.
 * What is taken is shared by all event loops of the process. This class is threadsafe.
 */
final class Places {
  private final Map<String, Integer> taken;

  /** At most so many under that name. */
  record Limit(String name, int most) {}

  /**
   * @param what runs: places of the same are counted together
   */
  Places(Vertx vertx, String what) {
    this.taken = vertx.sharedData().getLocalMap(what);
  }

  /** Whether there is a place now. */
  boolean hasRoom(List<Limit> limits) {
    return limits.stream().allMatch(limit -> taken.getOrDefault(limit.name, 0) < limit.most);
  }

  /** Takes a place under each name; false = under one there was none, and nothing was taken. */
  boolean take(List<Limit> limits) {
    boolean room = true;
    for (Limit limit : limits) {
      room &= taken.merge(limit.name, 1, Integer::sum) <= limit.most;
    }
    if (!room) {
      give(limits);
    }
    return room;
  }

  /** Gives a place back that was taken under these names. */
  void give(List<Limit> limits) {
    for (Limit limit : limits) {
      taken.computeIfPresent(limit.name, (name, count) -> count == 1 ? null : count - 1);
    }
  }
}
