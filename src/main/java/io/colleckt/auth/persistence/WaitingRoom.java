package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Places for those who wait: so many in all, and so many for each name, so that nobody takes the
 * places of everybody. This class is threadsafe.
 */
final class WaitingRoom {
  private final int most;
  private final int mostOfOneName;
  private final Map<String, Integer> taken = new HashMap<>();
  private int takenInAll;

  WaitingRoom(int most, int mostOfOneName) {
    this.most = most;
    this.mostOfOneName = mostOfOneName;
  }

  /**
   * Takes a place under all these names until the stay is over.
   *
   * @return the stay; empty = there was no place, and the stay has not begun
   */
  <T> Optional<Future<T>> during(List<String> names, Supplier<Future<T>> stay) {
    return enter(names)
        ? Optional.of(stay.get().onComplete(done -> leave(names)))
        : Optional.empty();
  }

  private synchronized boolean enter(List<String> names) {
    if (takenInAll >= most || names.stream().anyMatch(this::isFull)) {
      return false;
    }
    takenInAll++;
    names.forEach(name -> taken.merge(name, 1, Integer::sum));
    return true;
  }

  private boolean isFull(String name) {
    return taken.getOrDefault(name, 0) >= mostOfOneName;
  }

  private synchronized void leave(List<String> names) {
    takenInAll--;
    names.forEach(name -> taken.compute(name, (same, count) -> count == 1 ? null : count - 1));
  }
}
