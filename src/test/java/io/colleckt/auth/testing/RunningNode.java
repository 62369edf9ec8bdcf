package io.colleckt.auth.testing;

import io.colleckt.auth.Node;
import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The whole service on free ports of this machine, with a client beside it. */
public final class RunningNode implements AutoCloseable {
  private static final int CONNECTIONS = 64;

  private final Node node;
  private final Vertx clientSide = Vertx.vertx();
  private final HttpClient client;

  private RunningNode(Node node) {
    this.node = node;
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS);
    HttpClientOptions options = new HttpClientOptions().setDefaultPort(node.httpPort());
    this.client = clientSide.createHttpClient(options.setDefaultHost("127.0.0.1"), pool);
  }

  /** Migrates the database and starts a node with one event loop on it. */
  public static RunningNode on(Database database, String redisUrl) throws Exception {
    return on(database, redisUrl, Map.of());
  }

  /** The same with further settings. */
  public static RunningNode on(Database database, String redisUrl, Map<String, String> further)
      throws Exception {
    Schema.migrate(database.migrationUrl(), database.databaseUrl());
    Settings.External stores =
        new Settings.External(database.databaseUrl(), database.migrationUrl(), redisUrl);
    Node node = new Node(settings(stores, further));
    Await.await(node.start(stores));
    return new RunningNode(node);
  }

  private static Settings settings(Settings.External stores, Map<String, String> further) {
    Map<String, String> environment = new HashMap<>(further);
    environment.putAll(
        Map.of(
            "COLLECKT_DATABASE_URL", stores.databaseUrl(),
            "COLLECKT_MIGRATION_URL", stores.migrationUrl(),
            "COLLECKT_REDIS_URL", stores.redisUrl(),
            "COLLECKT_HTTP_HOST", "127.0.0.1",
            "COLLECKT_HTTP_PORT", "0",
            "COLLECKT_OPS_HOST", "127.0.0.1",
            "COLLECKT_OPS_PORT", "0",
            "COLLECKT_EVENT_LOOPS", "1",
            "COLLECKT_WEBHOOK_PRIVATE_ADDRESSES", "true"));
    return Settings.load(environment, Path.of("none.yaml"));
  }

  /** The service itself. */
  public Node node() {
    return node;
  }

  /** The owner of the workspace that {@link TestToken} uses, for questions on the bus. */
  public Actor owner() {
    return new Actor(0, "owner@test", 1, Role.OWNER, "127.0.0.1", "test");
  }

  /** One check; completes with the answer's status. */
  public Future<Integer> check(TestToken token) {
    return client.request(HttpMethod.GET, "/v1/verify").compose(request -> send(request, token));
  }

  /** On the client's event loop all the way: a body that nobody waits for yet would be missed. */
  private static Future<Integer> send(HttpClientRequest request, TestToken token) {
    request.putHeader("Authorization", "Bearer " + token.plainText());
    return request.send().compose(RunningNode::status);
  }

  private static Future<Integer> status(HttpClientResponse response) {
    return response.body().map(response.statusCode());
  }

  @Override
  public void close() {
    Await.await(clientSide.close());
    Await.await(node.stop());
  }
}
