package io.colleckt.auth.http;

import io.colleckt.auth.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Listens on the operators' port: health, and nothing that tells secrets. Deploy one. */
public final class OpsVerticle extends VerticleBase {
  private static final long PATIENCE_MILLIS = 1_000;

  private final Settings.Ops settings;
  private final ServerLimits limits;
  private final Supplier<Future<Void>> readiness;
  private HttpServer server;

  /**
   * @param readiness asked at each {@code /health/ready}: succeeds when the public port is open and
   *     the stores answer; more than a second counts as no
   */
  public OpsVerticle(Settings.Ops settings, ServerLimits limits, Supplier<Future<Void>> readiness) {
    this.settings = settings;
    this.limits = limits;
    this.readiness = readiness;
  }

  /** Completes once the port is open. */
  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.get("/health/live").handler(context -> send(context, 200, "up"));
    router.get("/health/ready").handler(this::ready);
    Failures.install(router);
    server = limits.serverOn(vertx).requestHandler(router);
    return ServerLimits.listen(server, settings.port(), settings.host());
  }

  @Override
  public Future<?> stop() {
    return server.close();
  }

  /** The port that it listens on; known once deployed. */
  public int port() {
    return server.actualPort();
  }

  private void ready(RoutingContext context) {
    Future.succeededFuture()
        .compose(asked -> readiness.get())
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .onSuccess(yes -> send(context, 200, "ready"))
        .onFailure(no -> send(context, 503, "not ready"));
  }

  private static void send(RoutingContext context, int status, String word) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(new JsonObject().put("status", word).toBuffer());
  }
}
