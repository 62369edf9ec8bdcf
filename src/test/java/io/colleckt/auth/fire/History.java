package io.colleckt.auth.fire;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** All that clients were told, written down by any thread as it ends. */
final class History {
  private final Queue<Told> told = new ConcurrentLinkedQueue<>();

  void add(Told one) {
    told.add(one);
  }

  /** What was told until now is no longer of interest. */
  void forget() {
    told.clear();
  }

  List<Told> all() {
    return List.copyOf(told);
  }

  List<Told> checks() {
    return told.stream().filter(one -> one.asked().isCheck()).toList();
  }

  /** Changes, by the token that they were asked for. */
  Map<Long, List<Told>> changes() {
    return told.stream()
        .filter(one -> !one.asked().isCheck())
        .collect(Collectors.groupingBy(Told::tokenId));
  }

  /** {@code CHECK 200: 5, …} for reading. */
  String figures() {
    Map<String, Long> counts =
        told.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.asked() + " " + one.status(),
                    java.util.TreeMap::new,
                    Collectors.counting()));
    return counts.toString();
  }
}
