package io.colleckt.auth.cluster;

import static io.colleckt.auth.testing.Await.await;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.testing.Neighbours;
import io.colleckt.auth.token.FindTokens;
import io.colleckt.auth.token.TokensFound;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node of a cluster with nothing on it but a number, which it may be asked for. */
final class Participant implements AutoCloseable {
  private static final Map<String, String> STORES =
      Map.of(
          "COLLECKT_DATABASE_URL", "postgresql://app:pgpass@db/colleckt",
          "COLLECKT_REDIS_URL", "redis://:redispass@cache:6379");

  private final Cluster cluster;
  private final Vertx vertx;
  private final Context context;

  private Participant(Cluster cluster, Vertx vertx) {
    this.cluster = cluster;
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  /** A process of its own: answers with the number that it is given, until it is killed. */
  public static void main(String[] words) throws Exception {
    Participant one = with(System.getenv());
    one.answering(Long.parseLong(words[0]));
    System.out.println("answers " + words[0]);
    Thread.sleep(Long.MAX_VALUE);
  }

  /** Joins the others. */
  static Participant of(Neighbours neighbours, int number) throws Exception {
    return with(neighbours.settings(number));
  }

  /** Joins with these settings. */
  static Participant with(Map<String, String> clusterSettings) {
    Map<String, String> environment = new HashMap<>(STORES);
    environment.putAll(clusterSettings);
    Settings settings = Settings.load(environment, Path.of("none.yaml"));
    Cluster cluster = new Cluster(settings.node().cluster().orElseThrow());
    Vertx vertx = cluster.join(new VertxOptions().setEventLoopPoolSize(2), null);
    RecordBus.prepareForCluster(vertx.eventBus(), cluster.isEncrypted());
    await(vertx.deployVerticle(new PresenceVerticle(cluster, () -> true)));
    return new Participant(cluster, vertx);
  }

  /** From now on it answers with that number. */
  Participant answering(long number) {
    await(
        context,
        () -> {
          Addresses.FIND_TOKENS.answer(
              vertx.eventBus(),
              question -> Future.succeededFuture(new TokensFound(Map.of(), number)));
          return Future.succeededFuture();
        });
    return this;
  }

  /** The number of whoever answers; -1 = nobody. */
  long ask() {
    return await(
        Addresses.FIND_TOKENS
            .ask(vertx.eventBus(), new FindTokens(List.of()), Duration.ofMillis(500))
            .map(TokensFound::nowMillis)
            .otherwise(-1L));
  }

  /** How many there are, as far as it knows. */
  int members() {
    return cluster.peers().names().size() + 1;
  }

  String name() {
    return cluster.name();
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
