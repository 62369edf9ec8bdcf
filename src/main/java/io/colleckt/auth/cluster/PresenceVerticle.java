package io.colleckt.auth.cluster;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.BooleanSupplier;

/** Keeps a node known to the others of its cluster. One a node, before those that answer. */
public final class PresenceVerticle extends VerticleBase {
  private final Cluster cluster;
  private final BooleanSupplier well;
  private Presence presence;

  /**
   * @param well whether this node should be asked before others; may be called at any time
   */
  public PresenceVerticle(Cluster cluster, BooleanSupplier well) {
    this.cluster = cluster;
    this.well = well;
  }

  /** Completes at once; others need not be there. */
  @Override
  public Future<?> start() {
    presence = new Presence(vertx, cluster, well);
    presence.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    presence.stop();
    return Future.succeededFuture();
  }
}
