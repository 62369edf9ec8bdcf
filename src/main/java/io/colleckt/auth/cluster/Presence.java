package io.colleckt.auth.cluster;

import io.colleckt.auth.bus.ClusterAddresses;
import io.colleckt.auth.bus.NodePresent;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tells the other nodes twice a second where this one listens and whether it is well, and hears the
 * same of them. Used on one event loop.
 */
final class Presence {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final Vertx vertx;
  private final Cluster cluster;
  private final BooleanSupplier well;
  private final Solitude solitude = new Solitude();
  private MessageConsumer<?> listening;
  private long timer;

  Presence(Vertx vertx, Cluster cluster, BooleanSupplier well) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.well = well;
  }

  /** Begins, on the context of the caller. */
  void start() {
    cluster.peers().seeds().start(vertx);
    listening = ClusterAddresses.PRESENT.listen(vertx.eventBus(), cluster.peers()::heard);
    timer = vertx.setPeriodic(0, EVERY.toMillis(), due -> tick());
  }

  /** Says goodbye. */
  void stop() {
    vertx.cancelTimer(timer);
    cluster.peers().seeds().stop(vertx);
    listening.unregister();
    tell(cluster.present(List.of(), false));
  }

  private void tick() {
    Peers peers = cluster.peers();
    peers.forgetTheSilent();
    solitude.tick(peers.names(), peers.sought());
    tell(cluster.present(cluster.own().all(), well.getAsBoolean()));
  }

  private void tell(NodePresent present) {
    cluster.peers().each(() -> ClusterAddresses.PRESENT.tellOne(vertx.eventBus(), present));
  }
}
