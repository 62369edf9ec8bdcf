package io.colleckt.auth.door;

import io.colleckt.auth.testing.ActivityLog;
import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A running node with a token that may introspect, and a client for its doors. */
final class House implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_REPEATS = 50;
  private static final long REST_MILLIS = 200;

  final Database database;
  final RedisProcess redis;
  final PostgresProcess postgres;
  final RunningNode node;

  /** May introspect, and nothing else. */
  final TestToken caller;

  private final HttpClient client = HttpClient.newHttpClient();
  private int repeats;

  private House(PostgresProcess postgres, Database database, Map<String, String> settings)
      throws Exception {
    this.postgres = postgres;
    this.database = database;
    this.redis = new RedisProcess();
    this.node = RunningNode.on(database, redis.url(), settings);
    this.caller = TestToken.insert(database, "abilities = '{tokens:introspect}'");
    if (!Await.becomesTrue(20_000, () -> verify(caller) == 200)) {
      throw new AssertionError("The node judges nothing.");
    }
  }

  /** On the shared Postgres. */
  static House open(Map<String, String> settings) throws Exception {
    return new House(null, Stores.shared().freshDatabase(), settings);
  }

  /** On stores that nobody else needs. */
  static House alone() throws Exception {
    return alone(Map.of());
  }

  /** The same with further settings. */
  static House alone(Map<String, String> settings) throws Exception {
    PostgresProcess postgres = new PostgresProcess();
    Database database = new Database(postgres.databaseUrl(), postgres.migrationUrl());
    return new House(postgres, database, settings);
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + node.node().httpPort() + path);
  }

  /** Sends a form as the caller; names and values in turn. */
  HttpResponse<String> form(String path, String... fields) throws Exception {
    return form(path, "Bearer " + caller.plainText(), Map.of(), fields);
  }

  HttpResponse<String> form(
      String path, String authorization, Map<String, String> headers, String... fields)
      throws Exception {
    HttpRequest.Builder request =
        request(path, authorization)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(fields)));
    headers.forEach(request::header);
    return send(request);
  }

  HttpResponse<String> json(String path, String authorization, JsonObject body) throws Exception {
    return send(
        request(path, authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode())));
  }

  /** A request that is still to get its method; a null authorization leaves the header out. */
  HttpRequest.Builder request(String path, String authorization) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(PATIENCE);
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  /** The answer; asked again while it is 503, which a busy machine may cause at any time. */
  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = once(request);
    for (int i = 0; response.statusCode() == 503 && i < MOST_REPEATS; i++) {
      repeats++;
      Thread.sleep(REST_MILLIS);
      response = once(request);
    }
    return response;
  }

  /** The first answer, whatever it is. */
  HttpResponse<String> once(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** How often has been asked again so far. */
  int repeats() {
    return repeats;
  }

  /** What the service says of a token; must be answered 200. */
  JsonObject introspect(String plainText) throws Exception {
    HttpResponse<String> response = form("/v1/introspect", "token", plainText);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return new JsonObject(response.body());
  }

  /** The status of a check; asked again while it is 503, as above. */
  int verify(TestToken token) {
    int status = Await.await(node.check(token));
    for (int i = 0; status == 503 && i < MOST_REPEATS; i++) {
      status = Await.await(node.check(token));
    }
    return status;
  }

  /** A token of another workspace. */
  TestToken foreign() {
    database.execute("insert into workspaces (name) values ('Theirs')");
    return TestToken.insert(database, "workspace_id = (select max(id) from workspaces)");
  }

  /** The calls on record, once all of them are there. */
  ActivityLog log() throws Exception {
    ActivityLog log = new ActivityLog(database, redis.url());
    if (!Await.becomesTrue(20_000, log::isDrained)) {
      throw new AssertionError("The calls are not brought in.");
    }
    return log;
  }

  /** Action, author and address of the audit rows about a token. */
  List<String> audit(TestToken token) {
    return database.rows(
        "select concat_ws(' ', action, member_email, address) from audit where subject = 'token:"
            + token.id()
            + "'");
  }

  static String encoded(String... fields) {
    return IntStream.range(0, fields.length / 2)
        .mapToObj(i -> encode(fields[2 * i]) + "=" + encode(fields[2 * i + 1]))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    node.close();
    redis.close();
    if (postgres != null) {
      postgres.close();
    }
  }
}
