package io.colleckt.auth.takeover;

import io.colleckt.auth.cli.Commands;
import io.colleckt.auth.cli.Console;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.validation.PlacementVerticle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A running service with workspaces 1 and 2, and its command line beside it. */
final class Installation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_REPEATS = 100;

  final Database database = Stores.shared().freshDatabase();
  final RedisProcess redis = new RedisProcess();
  private final AtomicLong ids = new AtomicLong(WAIVED - 100_000);
  private final RunningNode node;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Up to this id, tokens do without a checksum. */
  static final long WAIVED = 1_000_000;

  Installation() throws Exception {
    String waived = String.valueOf(WAIVED);
    node = RunningNode.on(database, redis.url(), Map.of("COLLECKT_IMPORTED_TOKEN_ID_MAX", waived));
    database.execute("insert into workspaces (name) values ('One'), ('Two')");
  }

  /** What a command has said, and how it ended. */
  record Run(int exit, List<String> lines, String notes) {}

  /** Runs a command. */
  Run run(String... words) {
    return runOn("", Map.of(), words);
  }

  /** Runs a command with something on its standard input. */
  Run runOn(String in, Map<String, String> further, String... words) {
    return runAt(in, with(further), words);
  }

  /** Runs a command with these variables and no others. */
  Run runAt(Map<String, String> environment, String... words) {
    return runAt("", environment, words);
  }

  private static Run runAt(String in, Map<String, String> environment, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = commandsAt(in, out, err, environment).run(List.of(words));
    return new Run(
        exit,
        out.toString(StandardCharsets.UTF_8).lines().toList(),
        err.toString(StandardCharsets.UTF_8));
  }

  /** Runs a command that finds the application's database where it should. */
  Run runFrom(LaravelDatabase laravel, String... words) {
    return runOn("", laravel.environment(), words);
  }

  /** Where its stores are. */
  Map<String, String> settings() {
    return Map.of(
        "COLLECKT_DATABASE_URL", database.databaseUrl(),
        "COLLECKT_MIGRATION_URL", database.migrationUrl(),
        "COLLECKT_REDIS_URL", redis.url());
  }

  private Map<String, String> with(Map<String, String> further) {
    Map<String, String> environment = new HashMap<>(further);
    environment.putAll(settings());
    return environment;
  }

  Commands commands(String in, OutputStream out, OutputStream err, Map<String, String> further) {
    return commandsAt(in, out, err, with(further));
  }

  private static Commands commandsAt(
      String in, OutputStream out, OutputStream err, Map<String, String> environment) {
    Console console =
        new Console(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            false);
    return new Commands(console, () -> {})
        .with(new ImportSanctum(console, () -> PlacementVerticle::new))
        .with(new ImportCsv(console, () -> PlacementVerticle::new))
        .with(new ShadowSanctum(console));
  }

  String origin() {
    return "http://127.0.0.1:" + node.node().httpPort();
  }

  String address() {
    return origin() + "/v1/verify";
  }

  /** The first answer to a check that is not 503, which a busy machine may cause at any time. */
  HttpResponse<String> verify(long id, LaravelToken token) throws Exception {
    return verify(id + "|" + token.secret(), "");
  }

  /**
   * The same.
   *
   * @param query such as {@code ?ability=read}
   */
  HttpResponse<String> verify(String plainText, String query) throws Exception {
    HttpResponse<String> answer = verifyOnce(plainText, query);
    for (int i = 0; answer.statusCode() == 503 && i < MOST_REPEATS; i++) {
      Thread.sleep(100);
      answer = verifyOnce(plainText, query);
    }
    return answer;
  }

  /** The first answer, whatever it is. */
  HttpResponse<String> verifyOnce(String plainText, String query) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + query))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + plainText)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  int status(long id, LaravelToken token) throws Exception {
    return verify(id, token).statusCode();
  }

  /** Everything of these tokens that a second run could have changed. */
  List<String> truth(long first, long last) {
    return database.rows(
        ("select t::text, i::text, (select count(*) from audit where subject = 'token:' || t.id)"
                + " from tokens t left join imported_tokens i on i.token_id = t.id"
                + " where t.id between %d and %d order by t.id")
            .formatted(first, last));
  }

  /**
   * The first of a thousand ids that no other test uses, and no token that is made here: these get
   * ids after the highest that was taken over.
   */
  long freeIds() {
    return ids.addAndGet(-1_000);
  }

  @Override
  public void close() throws IOException {
    node.close();
    redis.close();
  }
}
