package io.colleckt.auth;

import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.delivery.DeliveryVerticle;
import io.colleckt.auth.drain.ActivityVerticle;
import io.colleckt.auth.health.Health;
import io.colleckt.auth.health.HealthVerticle;
import io.colleckt.auth.health.SelfWatch;
import io.colleckt.auth.health.Trouble;
import io.colleckt.auth.http.ApiContract;
import io.colleckt.auth.http.DashboardFiles;
import io.colleckt.auth.http.HttpVerticle;
import io.colleckt.auth.http.OpsVerticle;
import io.colleckt.auth.http.ServerLimits;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.persistence.PersistenceVerticle;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.tracing.Tracing;
import io.colleckt.auth.validation.PlacementVerticle;
import io.colleckt.auth.validation.ValidationVerticle;
import io.colleckt.auth.witness.WitnessVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node: all verticles on one Vert.x. Verticles take the event loops in turn, so that
 * the order in which they are deployed keeps one loop for the {@link Background}.
 */
public final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final int BACKGROUND_LOOPS = 1;

  private final Settings settings;
  private final Optional<Tracing> tracing;
  private final Vertx vertx;
  private final Health health = new Health();
  private final SelfWatch watch;
  private final Future<Metrics> metrics;
  private final Future<ApiContract> contract;
  private final Future<DashboardFiles> dashboard;
  private final List<HttpVerticle> edges = new ArrayList<>();
  private OpsVerticle ops;
  private String edge;
  private String validation;
  private String activity;
  private String outside;

  /** A node in a process that has other things to do: nothing ends it. */
  public Node(Settings settings) {
    this(settings, cause -> LOG.error("Beyond repair.", cause));
  }

  /**
   * Makes ready what needs no stores, so that it is done while these start.
   *
   * @param lastResort told, on any thread, when the node is beyond repair
   */
  public Node(Settings settings, Consumer<Throwable> lastResort) {
    this.settings = settings;
    this.tracing = settings.ops().otlpUrl().map(Tracing::to);
    this.vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setPreferNativeTransport(true)
                    .setEventLoopPoolSize(settings.eventLoops() + BACKGROUND_LOOPS))
            .withTracer(tracing.map(Tracing::factory).orElse(null))
            .build();
    vertx.exceptionHandler(cause -> unforeseen(cause, lastResort));
    this.watch = new SelfWatch(health, lastResort);
    RecordBus.prepare(vertx.eventBus());
    this.metrics = vertx.executeBlocking(() -> Metrics.of(vertx));
    this.contract = ApiContract.read(vertx);
    this.dashboard = DashboardFiles.read(vertx);
  }

  /**
   * Starts the verticles on migrated stores, those of the settings or embedded ones.
   *
   * @return completes once the ports are open; fails when one is taken, and then nothing runs any
   *     more
   */
  public Future<Void> start(Settings.External stores) {
    return vertx
        .deployVerticle(
            new Background(
                new PersistenceVerticle(stores.databaseUrl(), settings.activityRetentionDays()),
                new PlacementVerticle(stores.redisUrl()),
                new WitnessVerticle(stores.redisUrl())))
        .compose(id -> onEachLoop(() -> new ValidationVerticle(stores.redisUrl())))
        .onSuccess(id -> validation = id)
        .compose(
            id -> vertx.deployVerticle(new Background(new ActivityVerticle(stores.redisUrl()))))
        .onSuccess(id -> activity = id)
        .compose(id -> Future.all(contract, dashboard, metrics))
        .compose(read -> onEachLoop(this::newEdge))
        .onSuccess(id -> edge = id)
        .compose(id -> deployOutside())
        .onSuccess(id -> outside = id)
        .onSuccess(id -> watch.start(vertx))
        .mapEmpty();
  }

  /** The public port. */
  public int httpPort() {
    return edges.get(0).port();
  }

  /** The operators' port. */
  public int opsPort() {
    return ops.port();
  }

  /** For what must run beside the verticles. */
  public Vertx vertx() {
    return vertx;
  }

  /** How long it goes on once it was told to stop. */
  public Duration stopDelay() {
    return settings.stopDelay();
  }

  /**
   * Says that it is not ready, and after the {@link #stopDelay} stops serving: calls in flight are
   * answered and brought into the log, then the rest stops. Completes when nothing runs any more,
   * about ten seconds after the delay at the latest.
   */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise(); // of no event loop, since those end
    health.begin(Trouble.Kind.STOPPING, "The node was told to stop.");
    watch.close();
    delay()
        .compose(over -> undeploy(edge))
        .compose(nothing -> undeploy(validation))
        .compose(nothing -> undeploy(outside))
        .compose(nothing -> undeploy(activity))
        .onComplete(nothing -> close().onComplete(stopped));
    return stopped.future();
  }

  private Future<Void> close() {
    return vertx.close().onComplete(closed -> tracing.ifPresent(Tracing::close));
  }

  private Future<?> delay() {
    return stopDelay().isZero() || edge == null
        ? Future.succeededFuture()
        : vertx.timer(stopDelay().toMillis());
  }

  private Future<Void> undeploy(String deployed) {
    return deployed == null ? Future.succeededFuture() : vertx.undeploy(deployed).otherwiseEmpty();
  }

  private Future<String> onEachLoop(Supplier<Deployable> verticle) {
    DeploymentOptions options = new DeploymentOptions().setInstances(settings.eventLoops());
    return vertx.deployVerticle(verticle, options);
  }

  private synchronized HttpVerticle newEdge() {
    HttpVerticle verticle = new HttpVerticle(settings, contract.result(), dashboard.result());
    edges.add(verticle);
    return verticle;
  }

  /** Last, since a client of HTTP takes an event loop of its own choice. */
  private Future<String> deployOutside() {
    ops = new OpsVerticle(settings.ops(), ServerLimits.DEFAULT, health);
    DeliveryVerticle delivery = new DeliveryVerticle(settings.webhookPrivateAddresses());
    return vertx.deployVerticle(new Background(new HealthVerticle(health), ops, delivery));
  }

  /** What nobody expected goes into the log; an error of the machine leaves nothing to rely on. */
  private static void unforeseen(Throwable cause, Consumer<Throwable> lastResort) {
    if (cause instanceof Error && !(cause instanceof StackOverflowError)) {
      lastResort.accept(cause);
    } else {
      LOG.error("Nobody expected this.", cause);
    }
  }
}
