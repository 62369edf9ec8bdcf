package io.colleckt.auth.http;

import io.colleckt.auth.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * Listens on the public port. Deploy one for each event loop, each with handlers of its own; they
 * share the port, also when it is 0 and thus any free one.
 */
public final class HttpVerticle extends VerticleBase {
  private static final int SHARED_FREE_PORT = -1;
  private static final long LAST_ANSWERS_SECONDS = 2;

  private final Settings.Http settings;
  private final ServerLimits limits;
  private final Handler<HttpServerRequest> checks;
  private final Handler<HttpServerRequest> management;
  private HttpServer server;

  /**
   * @param checks answers {@code /v1/verify}, whatever is below it, and {@code /v1/me}
   * @param management answers everything else: a router
   */
  public HttpVerticle(
      Settings.Http settings,
      ServerLimits limits,
      Handler<HttpServerRequest> checks,
      Handler<HttpServerRequest> management) {
    this.settings = settings;
    this.limits = limits;
    this.checks = checks;
    this.management = management;
  }

  /** Completes once the port is open. */
  @Override
  public Future<?> start() {
    server = limits.serverOn(vertx).requestHandler(new Guard(vertx, limits, checks, management));
    int port = settings.port() == 0 ? SHARED_FREE_PORT : settings.port();
    return server.listen(port, settings.host());
  }

  /** Completes when calls in flight have been answered, or after two seconds. */
  @Override
  public Future<?> stop() {
    return server.shutdown(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
  }

  /** The port that it listens on; known once deployed. */
  public int port() {
    return server.actualPort();
  }
}
