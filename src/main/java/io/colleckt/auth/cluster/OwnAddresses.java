package io.colleckt.auth.cluster;

import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** At which addresses of the event bus this node listens for others. This class is threadsafe. */
final class OwnAddresses {
  private final Map<String, Integer> listeners = new ConcurrentHashMap<>();

  void add(String address, RegistrationInfo listener) {
    if (!listener.localOnly()) {
      listeners.merge(address, 1, Integer::sum);
    }
  }

  void remove(String address, RegistrationInfo listener) {
    if (!listener.localOnly()) {
      listeners.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }
  }

  boolean has(String address) {
    return listeners.containsKey(address);
  }

  /** All of them, in order. */
  List<String> all() {
    return listeners.keySet().stream().sorted().toList();
  }
}
