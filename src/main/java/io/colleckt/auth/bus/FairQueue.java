package io.colleckt.auth.bus;

import io.colleckt.auth.token.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bounded queue that is fair by network: whoever sends much waits behind himself, not before
 * others. A network is an IPv4 address or the first 48 bits of an IPv6 address. Used from one
 * context.
 */
public final class FairQueue<T> {
  private final int most;
  private final int mostForOne;
  private final Map<IpAddress, Line<T>> lines = new HashMap<>();
  private final ArrayDeque<Line<T>> turns = new ArrayDeque<>();
  private int size;

  /**
   * @param most how many may wait in all
   * @param mostForOne how many may wait from one network
   */
  public FairQueue(int most, int mostForOne) {
    this.most = most;
    this.mostForOne = mostForOne;
  }

  private record Line<T>(IpAddress network, ArrayDeque<T> items) {}

  /** Takes one in; false when there is no room, and then nothing is left of it. */
  public boolean offer(IpAddress address, T item) {
    Line<T> line = lines.get(address.site());
    if (size >= most || (line != null && line.items().size() >= mostForOne)) {
      return false;
    }
    if (line == null) {
      line = new Line<>(address.site(), new ArrayDeque<>());
      lines.put(line.network(), line);
      turns.add(line);
    }
    line.items().add(item);
    size++;
    return true;
  }

  /** Takes at most so many out, one from each network in turn. */
  public List<T> take(int count) {
    List<T> taken = new ArrayList<>(Math.min(size, count));
    while (taken.size() < count && !turns.isEmpty()) {
      Line<T> line = turns.poll();
      taken.add(line.items().poll());
      size--;
      if (line.items().isEmpty()) {
        lines.remove(line.network());
      } else {
        turns.add(line);
      }
    }
    return taken;
  }

  /** The one from that network that has waited longest; null = none waits. */
  public T first(IpAddress address) {
    Line<T> line = lines.get(address.site());
    return line == null ? null : line.items().peek();
  }

  /** Whether nobody waits. */
  public boolean isEmpty() {
    return size == 0;
  }
}
