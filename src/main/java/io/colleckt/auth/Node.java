package io.colleckt.auth;

import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.cluster.Cluster;
import io.colleckt.auth.cluster.PresenceVerticle;
import io.colleckt.auth.delivery.DeliveryVerticle;
import io.colleckt.auth.delivery.GithubKeysVerticle;
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
import io.colleckt.auth.settings.NodeRole;
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
import io.vertx.core.spi.VertxTracerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running node: the verticles of its roles on one Vert.x. */
public final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final Future<String> NOTHING = Future.succeededFuture();

  /** So long it takes at most until other nodes have heard that this one stops. */
  private static final Duration GOODBYE = Duration.ofMillis(700);

  private final Settings settings;
  private final Optional<Tracing> tracing;
  private final Optional<Cluster> cluster;
  private final Vertx vertx;
  private final Loops loops;
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
    this.cluster = settings.node().cluster().map(Cluster::new);
    this.vertx = newVertx();
    this.loops = new Loops(vertx);
    vertx.exceptionHandler(cause -> unforeseen(cause, lastResort));
    this.watch = new SelfWatch(health, lastResort);
    this.metrics = vertx.executeBlocking(() -> Metrics.of(vertx));
    this.contract = ApiContract.read(vertx);
    this.dashboard = DashboardFiles.read(vertx);
  }

  private Vertx newVertx() {
    VertxOptions options =
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(settings.eventLoops() + Loops.BACKGROUND);
    VertxTracerFactory tracer = tracing.map(Tracing::factory).orElse(null);
    if (cluster.isPresent()) {
      Vertx joined = cluster.get().join(options, tracer);
      RecordBus.prepareForCluster(joined.eventBus(), cluster.get().isEncrypted());
      return joined;
    }
    Vertx alone = Vertx.builder().with(options).withTracer(tracer).build();
    RecordBus.prepare(alone.eventBus());
    return alone;
  }

  /**
   * Starts the verticles of this node's roles on migrated stores, those of the settings or embedded
   * ones.
   *
   * @return completes once the ports are open; fails when one is taken; then call {@link #stop}
   */
  public Future<Void> start(Settings.Running stores) {
    String redisUrl = stores.redisUrl();
    return inBackground(foundation(stores))
        .compose(id -> validation(redisUrl))
        .onSuccess(id -> validation = id)
        .compose(id -> activity(redisUrl))
        .onSuccess(id -> activity = id)
        .compose(id -> edge())
        .onSuccess(id -> edge = id)
        .compose(id -> metrics)
        .compose(ready -> inBackground(outside()))
        .onSuccess(id -> outside = id)
        .onSuccess(id -> watch.start(vertx))
        .mapEmpty();
  }

  /** What all the rest stands on; every node places marks, if only to see how Redis is. */
  private List<Deployable> foundation(Settings.Running stores) {
    List<Deployable> verticles = new ArrayList<>();
    cluster.ifPresent(one -> verticles.add(new PresenceVerticle(one, health::isWell)));
    if (stores instanceof Settings.External external) {
      int days = settings.activityRetentionDays();
      verticles.add(new PersistenceVerticle(external.databaseUrl(), days));
      verticles.add(new WitnessVerticle(external.redisUrl()));
    }
    verticles.add(new PlacementVerticle(stores.redisUrl()));
    return verticles;
  }

  private Future<String> validation(String redisUrl) {
    return settings.node().does(NodeRole.VALIDATION)
        ? onEachLoop(() -> new ValidationVerticle(redisUrl))
        : NOTHING;
  }

  private Future<String> activity(String redisUrl) {
    return settings.node().does(NodeRole.ACTIVITY)
        ? inBackground(List.of(new ActivityVerticle(redisUrl)))
        : NOTHING;
  }

  private Future<String> edge() {
    return settings.node().does(NodeRole.HTTP)
        ? Future.all(contract, dashboard, metrics).compose(read -> onEachLoop(this::newEdge))
        : NOTHING;
  }

  /** Last, since a client of HTTP takes an event loop of its own choice. */
  private List<Deployable> outside() {
    List<Deployable> verticles = new ArrayList<>();
    verticles.add(new HealthVerticle(health));
    ops = new OpsVerticle(settings.ops(), ServerLimits.DEFAULT, health);
    verticles.add(ops);
    if (settings.node().does(NodeRole.PERSISTENCE)) { // what it delivers is signed in this process
      verticles.add(new DeliveryVerticle(settings.webhookPrivateAddresses()));
      verticles.add(new GithubKeysVerticle(settings.http().leaks().githubKeysUrl()));
    }
    return verticles;
  }

  /** The public port, on a node that has one. */
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
    health.begin(Trouble.Kind.STOPPING, "The node stops.");
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

  /** Others that ask this node are given the time to hear that it stops. */
  private Future<?> delay() {
    boolean asked = edge != null && !stopDelay().isZero();
    Duration delay = asked ? stopDelay() : cluster.isPresent() ? GOODBYE : Duration.ZERO;
    return delay.isZero() ? Future.succeededFuture() : vertx.timer(delay.toMillis());
  }

  private Future<Void> undeploy(String deployed) {
    return deployed == null ? Future.succeededFuture() : vertx.undeploy(deployed).otherwiseEmpty();
  }

  private Future<String> onEachLoop(Supplier<Deployable> verticle) {
    loops.turnToChecks();
    DeploymentOptions options = new DeploymentOptions().setInstances(settings.eventLoops());
    return vertx.deployVerticle(verticle, options);
  }

  private Future<String> inBackground(List<Deployable> verticles) {
    loops.turnToBackground();
    return vertx.deployVerticle(new Background(verticles));
  }

  private synchronized HttpVerticle newEdge() {
    HttpVerticle verticle = new HttpVerticle(settings, contract.result(), dashboard.result());
    edges.add(verticle);
    return verticle;
  }

  /** What nobody expected goes into the log; an error of the machine leaves nothing to rely on. */
  private static void unforeseen(Throwable cause, Consumer<Throwable> lastResort) {
    if (cause instanceof Error && !(cause instanceof StackOverflowError)) {
      lastResort.accept(cause);
    } else if (!Cluster.isLostMessage(cause)) {
      LOG.error("Nobody expected this.", cause);
    }
  }
}
