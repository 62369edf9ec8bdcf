package io.colleckt.auth;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.List;

/**
 * Verticles that share one event loop, apart from those that answer checks: bringing calls into the
 * log, or a long question to Postgres, then delays no check. Its thread is called "background".
 */
final class Background implements Deployable {
  private final List<Deployable> verticles;

  /**
   * @param verticles started in this order, stopped in the opposite one
   */
  Background(List<Deployable> verticles) {
    this.verticles = List.copyOf(verticles);
  }

  /** Completes when all have started. */
  @Override
  public Future<?> deploy(Context context) throws Exception {
    Thread.currentThread().setName("background");
    Future<?> started = Future.succeededFuture();
    for (Deployable verticle : verticles) {
      started = started.compose(before -> start(verticle, context));
    }
    return started;
  }

  /** Completes when all have stopped. */
  @Override
  public Future<?> undeploy(Context context) {
    Future<?> stopped = Future.succeededFuture();
    for (int i = verticles.size() - 1; i >= 0; i--) {
      Deployable verticle = verticles.get(i);
      stopped = stopped.transform(before -> stop(verticle, context));
    }
    return stopped;
  }

  private static Future<Void> start(Deployable verticle, Context context) {
    try {
      return verticle.deploy(context).mapEmpty();
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private static Future<Void> stop(Deployable verticle, Context context) {
    try {
      return verticle.undeploy(context).mapEmpty();
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}
