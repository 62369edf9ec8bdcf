package io.colleckt.auth.http;

import io.colleckt.auth.settings.Settings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Listens on the public port. Deploy one for each event loop, each with handlers of its own; they
 * share the port, also when it is 0 and thus any free one.
 */
public final class HttpVerticle extends VerticleBase {
  private static final int SHARED_FREE_PORT = -1;

  /** How long a client may keep a connection on which it asks nothing, once the server stops. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final Settings.Http settings;
  private final ServerLimits limits;
  private final Function<Context, Site> site;
  private Connections connections;
  private HttpServer server;

  /** Serves all that the service has to offer. */
  public HttpVerticle(Settings settings, ApiContract contract, DashboardFiles dashboard) {
    this(
        settings.http(),
        ServerLimits.DEFAULT,
        context -> Site.of(context, settings, contract, dashboard));
  }

  /**
   * @param site made for the event loop that it is served on
   */
  HttpVerticle(Settings.Http settings, ServerLimits limits, Function<Context, Site> site) {
    this.settings = settings;
    this.limits = limits;
    this.site = site;
  }

  /** Completes once the port is open. */
  @Override
  public Future<?> start() {
    return listen(site.apply(context));
  }

  private Future<HttpServer> listen(Site served) {
    connections = new Connections(context);
    server =
        limits
            .serverOn(vertx, connections::add)
            .requestHandler(new Guard(vertx, limits, connections, served));
    int port = settings.port() == 0 ? SHARED_FREE_PORT : settings.port();
    return ServerLimits.listen(server, port, settings.host());
  }

  /**
   * Lets nobody in, and completes when all who are connected have had their last answer and are
   * gone. Who asks nothing is hung up on after a second, and what has not been answered two seconds
   * later is broken off.
   */
  @Override
  public Future<?> stop() {
    return connections
        .leave(GRACE, GRACE.plus(LAST_ANSWERS))
        .compose(left -> server.shutdown(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** The port that it listens on; known once deployed. */
  public int port() {
    return server.actualPort();
  }
}
