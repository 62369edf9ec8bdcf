package io.colleckt.auth;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.delivery.DeliveryVerticle;
import io.colleckt.auth.drain.ActivityVerticle;
import io.colleckt.auth.http.ApiContract;
import io.colleckt.auth.http.DashboardFiles;
import io.colleckt.auth.http.HttpVerticle;
import io.colleckt.auth.http.OpsVerticle;
import io.colleckt.auth.http.ServerLimits;
import io.colleckt.auth.persistence.PersistenceVerticle;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.token.FindTokens;
import io.colleckt.auth.token.PlaceMarks;
import io.colleckt.auth.validation.ValidationVerticle;
import io.colleckt.auth.witness.WitnessVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One running node: all verticles on one Vert.x. Verticles take the event loops in turn, so that
 * the order in which they are deployed keeps one loop for the {@link Background}.
 */
public final class Node {
  private static final int BACKGROUND_LOOPS = 1;

  private final Settings settings;
  private final Vertx vertx;
  private final Future<ApiContract> contract;
  private final Future<DashboardFiles> dashboard;
  private final List<HttpVerticle> edges = new ArrayList<>();
  private String edge;
  private String validation;
  private String activity;
  private String outside;

  /** Makes ready what needs no stores, so that it is done while these start. */
  public Node(Settings settings) {
    this.settings = settings;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(settings.eventLoops() + BACKGROUND_LOOPS));
    RecordBus.prepare(vertx.eventBus());
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
                new WitnessVerticle(stores.redisUrl())))
        .compose(id -> onEachLoop(() -> new ValidationVerticle(stores.redisUrl())))
        .onSuccess(id -> validation = id)
        .compose(
            id -> vertx.deployVerticle(new Background(new ActivityVerticle(stores.redisUrl()))))
        .onSuccess(id -> activity = id)
        .compose(id -> Future.all(contract, dashboard))
        .compose(read -> onEachLoop(this::newEdge))
        .onSuccess(id -> edge = id)
        .compose(id -> deployOutside())
        .onSuccess(id -> outside = id)
        .mapEmpty();
  }

  /** The public port. */
  public int httpPort() {
    return edges.get(0).port();
  }

  /** For what must run beside the verticles. */
  public Vertx vertx() {
    return vertx;
  }

  /**
   * Stops serving, lets calls in flight end, brings them into the log, then stops the rest.
   * Completes when nothing runs any more.
   */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise(); // of no event loop, since those end
    undeploy(edge)
        .compose(nothing -> undeploy(validation))
        .compose(nothing -> undeploy(outside))
        .compose(nothing -> undeploy(activity))
        .onComplete(nothing -> vertx.close().onComplete(stopped));
    return stopped.future();
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
    OpsVerticle ops = new OpsVerticle(settings.ops(), ServerLimits.DEFAULT, this::ready);
    DeliveryVerticle delivery = new DeliveryVerticle(settings.webhookPrivateAddresses());
    return vertx.deployVerticle(new Background(delivery, ops));
  }

  /** One store is enough to answer checks. */
  private Future<Void> ready() {
    return Future.any(
            Addresses.FIND_TOKENS.ask(vertx.eventBus(), new FindTokens(List.of())),
            Addresses.PLACE.ask(vertx.eventBus(), new PlaceMarks(List.of())))
        .mapEmpty();
  }
}
