package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.ChangedService;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Health;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.Processes;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.TestDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A node, a process of its own, says when it should not be asked and why, and ends when it is
 * beyond repair. What breaks it from inside is compiled into it here; no setting does the same.
 */
class SelfWatchIT {
  private static final String ROUTES = "http/CheckRoutes.java";
  private static final String SERVED = "public void handle(HttpServerRequest request) {";
  private static final int BEYOND_REPAIR = 70;

  private PostgresProcess postgres;
  private RedisProcess redis;
  private JavaProcess node;
  private Health health;
  private Path log;

  @BeforeEach
  void startStores() {
    postgres = new PostgresProcess();
    redis = new RedisProcess();
  }

  @AfterEach
  void endAll() throws Exception {
    if (node != null) {
      node.kill();
    }
    redis.close();
    postgres.close();
  }

  @Test
  void nodeThatWasFrozenIsNotReadyForAMoment() throws Exception {
    start(List.of());
    assertThat(becomesTrue(20_000, () -> health.ask().status() == 200)).isTrue();
    Processes.freeze(node.pid());
    Thread.sleep(3_000);
    Processes.thaw(node.pid());
    assertThat(becomesTrue(2_000, () -> health.says(503, "frozen"))).isTrue();
    assertThat(becomesTrue(20_000, () -> health.ask().status() == 200)).isTrue();
    assertThat(node.process().isAlive()).isTrue();
    assertThat(said("stood still for 3.")).isEqualTo(2); // when it began, and when it was over
  }

  @Test
  void oneStoreIsEnoughToBeReadyAndWithoutBothItIsNotUntilOneIsBack() throws Exception {
    start(List.of());
    assertThat(becomesTrue(20_000, () -> health.ask().status() == 200)).isTrue();
    redis.kill();
    assertThat(becomesTrue(20_000, () -> health.says(200, "redis"))).isTrue();
    postgres.kill();
    assertThat(becomesTrue(20_000, () -> health.says(503, "stores"))).isTrue();
    Thread.sleep(3_000);
    assertThat(node.process().isAlive()).as("that is nothing to end for").isTrue();
    redis.start();
    assertThat(becomesTrue(10_000, () -> health.says(200, "postgres"))).isTrue();
    postgres.start();
    assertThat(becomesTrue(10_000, () -> health.ask().kinds().isEmpty())).isTrue();
  }

  @Test
  void stuckEventLoopIsToldAndThenEndsTheProcess() throws Exception {
    ChangedService stuck =
        new ChangedService()
            .inClass(ROUTES, SERVED, SERVED + when("stuck") + "while (System.nanoTime() != 1) {} }")
            .inClass("health/SelfWatch.java", "Duration.ofSeconds(30)", "Duration.ofSeconds(6)");
    start(stuck.classPath("stuck-loop"));
    ask("stuck");
    assertThat(becomesTrue(5_000, () -> health.says(503, "event_loop"))).isTrue();
    assertThat(health.ask().body()).contains("CheckRoutes.handle");
    assertThat(exit(20)).isEqualTo(BEYOND_REPAIR);
    assertThat(said("Beyond repair; the process ends with exit code 70.")).isEqualTo(1);
  }

  @Test
  void errorOfTheMachineEndsTheProcess() throws Exception {
    start(thrower("throw new NoClassDefFoundError(\"gone\");"));
    ask("broken");
    assertThat(exit(10)).isEqualTo(BEYOND_REPAIR);
    assertThat(said("NoClassDefFoundError: gone")).isEqualTo(1);
  }

  @Test
  void memoryThatIsUsedUpEndsTheProcess() throws Exception {
    String more = "java.util.List<long[]> all = new java.util.ArrayList<>();";
    start(thrower(more + " while (all != null) { all.add(new long[100_000]); }"));
    ask("broken");
    assertThat(exit(30)).isEqualTo(BEYOND_REPAIR);
    assertThat(said("OutOfMemoryError")).isPositive();
  }

  @Test
  void whatARequestCanProvokeDoesNotEndTheProcess() throws Exception {
    start(thrower("throw new StackOverflowError();"));
    ask("broken");
    Thread.sleep(2_000);
    assertThat(node.process().isAlive()).isTrue();
    assertThat(health.ask().status()).isEqualTo(200);
  }

  @Test
  void embeddedStoreThatEndsByItselfEndsTheProcessAndTheOtherStore() throws Exception {
    Path data = TestDirectory.initialised("self-watch");
    int port = JavaProcess.freePort();
    Map<String, String> settings =
        Map.of(
            "COLLECKT_DATA_DIR", data.toString(),
            "COLLECKT_HTTP_PORT", String.valueOf(port),
            "COLLECKT_OPS_PORT", "0");
    log = JavaProcess.log("self-watch-" + port);
    node = JavaProcess.listening(launch(List.of(), settings), log, port);
    long other = pidIn(data.resolve("postgres/postmaster.pid"));
    Processes.kill(pidIn(data.resolve("redis/redis.pid")));
    assertThat(exit(20)).isEqualTo(BEYOND_REPAIR);
    assertThat(said("StoreFailed: Redis ended by itself")).isEqualTo(1);
    assertThat(ProcessHandle.of(other)).isEmpty();
    TestDirectory.delete(data);
  }

  private static long pidIn(Path file) throws IOException {
    return Long.parseLong(Files.readAllLines(file).get(0).strip());
  }

  private static List<Path> thrower(String statement) throws IOException {
    return new ChangedService()
        .inClass(ROUTES, SERVED, SERVED + when("broken") + statement + " }")
        .classPath("thrower");
  }

  private static String when(String asked) {
    return " if (request.path().endsWith(\"/%s\")) { ".formatted(asked);
  }

  private void start(List<Path> before) throws Exception {
    int port = JavaProcess.freePort();
    int opsPort = JavaProcess.freePort();
    Database database = new Database(postgres.databaseUrl(), postgres.migrationUrl());
    Map<String, String> settings =
        new HashMap<>(JavaProcess.serviceSettings(database, redis.url(), port));
    settings.put("COLLECKT_OPS_PORT", String.valueOf(opsPort));
    log = JavaProcess.log("self-watch-" + port);
    node = JavaProcess.listening(launch(before, settings), log, port);
    health = new Health(opsPort);
    assertThat(becomesTrue(20_000, () -> health.ask().status() == 200)).isTrue();
    assertThat(becomesTrue(20_000, () -> said("is running at") == 1)).as("it has begun").isTrue();
  }

  private static JavaProcess.Launch launch(List<Path> before, Map<String, String> settings) {
    return new JavaProcess.Launch(
        List.of("io.colleckt.auth.Main"), JavaProcess.SMALL, before, settings);
  }

  /** Does not wait for an answer. */
  private void ask(String what) {
    URI uri = URI.create("http://127.0.0.1:" + node.port() + "/v1/verify/" + what);
    Future<?> ignored =
        HttpClient.newHttpClient()
            .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
  }

  private int exit(int seconds) throws Exception {
    assertThat(node.process().waitFor(seconds, TimeUnit.SECONDS)).as("it ends").isTrue();
    return node.process().exitValue();
  }

  /** In how many lines of its log it said that. */
  private long said(String words) throws IOException {
    return Files.readAllLines(log).stream().filter(line -> line.contains(words)).count();
  }
}
