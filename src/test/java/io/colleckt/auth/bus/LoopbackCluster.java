package io.colleckt.auth.bus;

import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.Counter;
import io.vertx.core.shareddata.Lock;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.NodeListener;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells the Vert.x instances of one process where each other's consumers are, so that their event
 * buses talk over loopback as those of several machines do. Knows of nothing else.
 */
final class LoopbackCluster {
  private final Map<String, NodeInfo> nodes = new ConcurrentHashMap<>();
  private final Map<String, List<RegistrationInfo>> consumers = new ConcurrentHashMap<>();
  private final List<RegistrationListener> listeners = new CopyOnWriteArrayList<>();

  /** The manager of one more node. */
  ClusterManager newNode() {
    return new Node();
  }

  private synchronized void add(String address, RegistrationInfo consumer) {
    consumers.computeIfAbsent(address, key -> new ArrayList<>()).add(consumer);
    tell(address);
  }

  private synchronized void remove(String address, RegistrationInfo consumer) {
    consumers.getOrDefault(address, new ArrayList<>()).remove(consumer);
    tell(address);
  }

  private synchronized List<RegistrationInfo> at(String address) {
    return List.copyOf(consumers.getOrDefault(address, List.of()));
  }

  private void tell(String address) {
    RegistrationUpdateEvent event = new RegistrationUpdateEvent(address, at(address));
    listeners.forEach(listener -> listener.registrationsUpdated(event));
  }

  private final class Node implements ClusterManager {
    private final String id = UUID.randomUUID().toString();

    @Override
    public void init(Vertx vertx) {}

    @Override
    public String getNodeId() {
      return id;
    }

    @Override
    public List<String> getNodes() {
      return List.copyOf(nodes.keySet());
    }

    @Override
    public void setNodeInfo(NodeInfo info, Completable<Void> promise) {
      nodes.put(id, info);
      promise.succeed();
    }

    @Override
    public NodeInfo getNodeInfo() {
      return nodes.get(id);
    }

    @Override
    public void getNodeInfo(String nodeId, Completable<NodeInfo> promise) {
      promise.succeed(nodes.get(nodeId));
    }

    @Override
    public void join(Completable<Void> promise) {
      promise.succeed();
    }

    @Override
    public void leave(Completable<Void> promise) {
      nodes.remove(id);
      promise.succeed();
    }

    @Override
    public boolean isActive() {
      return true;
    }

    @Override
    public void nodeListener(NodeListener listener) {}

    @Override
    public void registrationListener(RegistrationListener listener) {
      listeners.add(listener);
    }

    @Override
    public void addRegistration(
        String address, RegistrationInfo consumer, Completable<Void> promise) {
      if (!consumer.localOnly()) {
        add(address, consumer);
      }
      promise.succeed();
    }

    @Override
    public void removeRegistration(
        String address, RegistrationInfo consumer, Completable<Void> promise) {
      remove(address, consumer);
      promise.succeed();
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
      promise.succeed(at(address));
    }

    @Override
    public <K, V> void getAsyncMap(String name, Completable<AsyncMap<K, V>> promise) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public <K, V> Map<K, V> getSyncMap(String name) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public void getLockWithTimeout(String name, long timeout, Completable<Lock> promise) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public void getCounter(String name, Completable<Counter> promise) {
      throw new UnsupportedOperationException(name);
    }
  }
}
