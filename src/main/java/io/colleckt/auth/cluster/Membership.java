package io.colleckt.auth.cluster;

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
import java.util.List;
import java.util.Map;

/**
 * What Vert.x asks of a cluster. There is nothing to join and no table to agree on: where a node
 * is, its name says, and where it listens, it says itself (see {@link Peers}). What nodes share is
 * in Postgres and Redis; Vert.x' shared maps, locks and counters are not there.
 */
final class Membership implements ClusterManager {
  private static final String NOT_SHARED = "Nodes share nothing but Postgres and Redis.";

  private final String name;
  private final OwnAddresses own;
  private final Peers peers;
  private volatile NodeInfo here;
  private volatile boolean active;

  Membership(String name, OwnAddresses own, Peers peers) {
    this.name = name;
    this.own = own;
    this.peers = peers;
  }

  @Override
  public void init(Vertx vertx) {}

  @Override
  public String getNodeId() {
    return name;
  }

  /** Those that were heard of late. */
  @Override
  public List<String> getNodes() {
    return peers.names();
  }

  @Override
  public void setNodeInfo(NodeInfo info, Completable<Void> promise) {
    here = info;
    promise.succeed();
  }

  @Override
  public NodeInfo getNodeInfo() {
    return here;
  }

  @Override
  public void getNodeInfo(String nodeId, Completable<NodeInfo> promise) {
    NodeInfo way = NodeName.way(nodeId);
    if (way == null) {
      promise.fail(nodeId + " is no node of ours.");
    } else {
      promise.succeed(way);
    }
  }

  @Override
  public void join(Completable<Void> promise) {
    active = true;
    promise.succeed();
  }

  @Override
  public void leave(Completable<Void> promise) {
    active = false;
    promise.succeed();
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public void addRegistration(
      String address, RegistrationInfo registration, Completable<Void> promise) {
    own.add(address, registration);
    promise.succeed();
  }

  @Override
  public void removeRegistration(
      String address, RegistrationInfo registration, Completable<Void> promise) {
    own.remove(address, registration);
    promise.succeed();
  }

  /** Nobody asks: {@link Peers} choose. */
  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
    promise.succeed(List.of());
  }

  @Override
  public void registrationListener(RegistrationListener listener) {}

  @Override
  public void nodeListener(NodeListener listener) {}

  @Override
  public <K, V> void getAsyncMap(String map, Completable<AsyncMap<K, V>> promise) {
    promise.fail(NOT_SHARED);
  }

  @Override
  public <K, V> Map<K, V> getSyncMap(String map) {
    throw new UnsupportedOperationException(NOT_SHARED);
  }

  @Override
  public void getLockWithTimeout(String lock, long timeout, Completable<Lock> promise) {
    promise.fail(NOT_SHARED);
  }

  @Override
  public void getCounter(String counter, Completable<Counter> promise) {
    promise.fail(NOT_SHARED);
  }
}
