package io.colleckt.auth.bench;

import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.testing.ActivityLog;
import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Neighbours;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.Stores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service on stores of its own, with tokens to check: one node, or several. */
final class Subject implements AutoCloseable {
  private static final int WARM_UP_SECONDS = 20;
  private static final int MOST_MILLIS_TO_DRAIN = 120_000;

  private final TokenSupply supply;
  private final StorePids pids;
  private final Node node;
  private final List<Contender> nodes = new ArrayList<>();
  private final ActivityLog log;
  private final Optional<RedisProcess> redis;

  /** How a node is started. */
  private interface Node {
    Contender start(int number) throws Exception;
  }

  private Subject(
      String main,
      List<Path> before,
      String redisUrl,
      Optional<RedisProcess> redis,
      Optional<Neighbours> neighbours)
      throws Exception {
    Database database = Stores.shared().freshDatabase();
    Schema.migrate(database.migrationUrl(), database.databaseUrl());
    this.supply = TokenSupply.in(database);
    this.pids = StorePids.of(redisUrl, database.databaseUrl());
    this.node =
        number ->
            Contender.service(
                main,
                before,
                database,
                redisUrl,
                neighbours.isPresent() ? neighbours.get().settings(number) : Map.of());
    this.log = new ActivityLog(database, redisUrl);
    this.redis = redis;
    grow();
  }

  /** As it is. */
  static Subject recording(String main) throws Exception {
    return recording(main, Optional.empty());
  }

  /** As it is, as a cluster of one node that can grow. */
  static Subject cluster(String main, Neighbours neighbours) throws Exception {
    return recording(main, Optional.of(neighbours));
  }

  private static Subject recording(String main, Optional<Neighbours> neighbours) throws Exception {
    Stores.shared().flushRedis();
    String redisUrl = Stores.shared().redisUrl();
    return new Subject(main, List.of(), redisUrl, Optional.empty(), neighbours);
  }

  /** As it would be if it put nothing on record; with a Redis of its own. */
  static Subject notRecording(String main) throws Exception {
    RedisProcess redis = new RedisProcess();
    return new Subject(
        main, RecordingOff.classPath(), redis.url(), Optional.of(redis), Optional.empty());
  }

  /** Starts another node, which is to be prepared. */
  void grow() throws Exception {
    nodes.add(node.start(nodes.size()));
  }

  /** Stores so many tokens; every record is in Redis, and the newest node's JVM is warm. */
  void prepare(Path file, int tokens) throws Exception {
    int port = nodes.get(nodes.size() - 1).port();
    supply.store(tokens);
    expect(port, 200, TokenSupply.sample(true));
    expect(port, 401, TokenSupply.sample(false));
    long sent = 0;
    while (sent < tokens) {
      sent += Wrk.inTurn(port, file, sent, WARM_UP_SECONDS).checks();
    }
    settle();
  }

  /** One round, until all of it is in Postgres: what that costs belongs to it. */
  Round measure(Round.Load load) throws Exception {
    return Round.of(nodes, pids, load, this::settle);
  }

  private void settle() throws Exception {
    if (!Await.becomesTrue(MOST_MILLIS_TO_DRAIN, log::isDrained)) {
      throw new IllegalStateException("The streams are not drained in two minutes.");
    }
  }

  private static void expect(int port, int status, String token)
      throws IOException, InterruptedException {
    HttpRequest check =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/verify"))
            .header("Authorization", "Bearer " + token)
            .build();
    int got = HttpClient.newHttpClient().send(check, BodyHandlers.discarding()).statusCode();
    if (got != status) {
      throw new IllegalStateException("A check got " + got + " instead of " + status + ".");
    }
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(Contender::close);
    if (redis.isPresent()) {
      redis.get().close();
    }
  }
}
