package io.colleckt.auth.health;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Watches how the stores are. One a node. */
public final class HealthVerticle extends VerticleBase {
  private final Health health;
  private StoreWatch stores;

  /**
   * @param health is told what it finds
   */
  public HealthVerticle(Health health) {
    this.health = health;
  }

  /** Completes once it is known how the stores are, after half a second at most. */
  @Override
  public Future<?> start() {
    stores = new StoreWatch(vertx, health);
    return stores.look();
  }

  @Override
  public Future<?> stop() {
    stores.stop();
    return Future.succeededFuture();
  }
}
