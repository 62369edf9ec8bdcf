package io.colleckt.auth;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;

/**
 * Where verticles run. Vert.x gives each the next event loop in turn; contexts that nobody uses
 * turn on to the wanted one: the last for the {@link Background}, the others for checks.
 */
final class Loops {
  /** How many there are besides those that serve checks. */
  static final int BACKGROUND = 1;

  private final VertxInternal vertx;
  private final List<EventExecutor> order = new ArrayList<>();

  Loops(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
    this.vertx.eventLoopGroup().forEach(order::add);
  }

  /** The next verticle runs in the background. */
  void turnToBackground() {
    turnBeyond(order.get(Math.floorMod(order.size() - 2, order.size())));
  }

  /** As many of the next verticles as there are loops for checks run one on each. */
  void turnToChecks() {
    turnBeyond(order.get(order.size() - 1));
  }

  private void turnBeyond(EventExecutor loop) {
    for (int i = 0; i < order.size() && next() != loop; i++) {
      // each context has moved the turn on by one
    }
  }

  private EventLoop next() {
    Context unused = vertx.createEventLoopContext();
    return ((ContextInternal) unused).nettyEventLoop();
  }
}
