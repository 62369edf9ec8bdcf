package io.colleckt.auth.delivery;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Brings messages to webhooks. One a node; any number of nodes share the work. */
public final class DeliveryVerticle extends VerticleBase {
  private final boolean privateAllowed;
  private Deliveries deliveries;

  /**
   * @param privateAllowed whether http and private addresses are allowed
   */
  public DeliveryVerticle(boolean privateAllowed) {
    this.privateAllowed = privateAllowed;
  }

  /** Completes at once; persistence need not be there yet. */
  @Override
  public Future<?> start() {
    Receivers receivers = new Receivers(vertx, new Names(context, privateAllowed), privateAllowed);
    deliveries = new Deliveries(vertx, receivers);
    deliveries.start();
    return Future.succeededFuture();
  }

  /** Completes when attempts under way have ended, or after three seconds been left to others. */
  @Override
  public Future<?> stop() {
    return deliveries.stop();
  }
}
