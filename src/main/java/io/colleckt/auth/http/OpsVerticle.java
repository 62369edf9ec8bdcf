package io.colleckt.auth.http;

import io.colleckt.auth.health.Health;
import io.colleckt.auth.health.Trouble;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Listens on the operators' port: health and metrics, and nothing that tells secrets. Deploy one.
 */
public final class OpsVerticle extends VerticleBase {
  private final Settings.Ops settings;
  private final ServerLimits limits;
  private final Health health;
  private Metrics metrics;
  private AutoCloseable process;
  private HttpServer server;

  /**
   * @param health what {@code /health/ready} tells: all that is wrong, 503 while it bars checks
   */
  public OpsVerticle(Settings.Ops settings, ServerLimits limits, Health health) {
    this.settings = settings;
    this.limits = limits;
    this.health = health;
  }

  /** Completes once the port is open. */
  @Override
  public Future<?> start() {
    metrics = Metrics.of(vertx);
    process = metrics.watchProcess();
    tellHealth();
    Router router = Router.router(vertx);
    router
        .get("/health/live")
        .handler(context -> send(context, 200, new JsonObject().put("status", "up")));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::metrics);
    Failures.install(router);
    server = limits.serverOn(vertx, connection -> {}).requestHandler(router);
    return ServerLimits.listen(server, settings.port(), settings.host());
  }

  @Override
  public Future<?> stop() throws Exception {
    process.close();
    return server.close();
  }

  /** The port that it listens on; known once deployed. */
  public int port() {
    return server.actualPort();
  }

  private void ready(RoutingContext context) {
    List<Trouble> troubles = health.troubles();
    boolean ready = troubles.stream().noneMatch(trouble -> trouble.kind().bars());
    JsonArray told = new JsonArray();
    troubles.forEach(trouble -> told.add(json(trouble)));
    JsonObject body =
        new JsonObject().put("status", ready ? "ready" : "not ready").put("parts", parts(troubles));
    send(context, ready ? 200 : 503, told.isEmpty() ? body : body.put("troubles", told));
  }

  /** Every part that can go wrong, by name, so that a probe need not know them by heart. */
  private static JsonObject parts(List<Trouble> troubles) {
    JsonObject parts = new JsonObject();
    for (Trouble.Kind kind : Trouble.Kind.values()) {
      parts.put(kind.label(), "ok");
    }
    troubles.forEach(trouble -> parts.put(trouble.kind().label(), "failed"));
    return parts;
  }

  private void tellHealth() {
    metrics.level(
        "colleckt.node.ready",
        "Whether checks should be sent here.",
        () -> health.isReady() ? 1 : 0);
    for (Trouble.Kind kind : Trouble.Kind.values()) {
      String what = "1 = this part of the node is in trouble.";
      metrics.level("colleckt.trouble", what, "part", kind.label(), () -> health.has(kind) ? 1 : 0);
    }
  }

  private void metrics(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(metrics.told());
  }

  private static JsonObject json(Trouble trouble) {
    return new JsonObject()
        .put("kind", trouble.kind().label())
        .put("message", trouble.words())
        .put("since", IsoInstant.format(trouble.since().toEpochMilli()));
  }

  private static void send(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toBuffer());
  }
}
