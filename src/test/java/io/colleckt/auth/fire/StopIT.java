package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.ActivityLog;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.EventStream;
import io.colleckt.auth.testing.Health;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.TestToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A node that is told to stop lets nobody fall: processes of their own under 300 checks a second,
 * on connections that are kept and on new ones. {@code -Dstops} sets how often.
 */
class StopIT {
  private static final int STOPS = Integer.getInteger("stops", 2);
  private static final int PER_SECOND = 300;
  private static final String PATHS = "/callers/";

  /** 0 = refused a connection. */
  private static final Set<Integer> EXPECTED = Set.of(200, 503, 0);

  private static final int EXIT_SECONDS = 15;

  private PostgresProcess postgres;
  private RedisProcess redis;
  private Database database;
  private List<TestToken> tokens;

  @BeforeEach
  void startStores() {
    postgres = new PostgresProcess();
    redis = new RedisProcess();
    database = new Database(postgres.databaseUrl(), postgres.migrationUrl());
  }

  @AfterEach
  void endStores() throws Exception {
    redis.close();
    postgres.close();
  }

  @Test
  void whoIsConnectedGetsAnAnswerAndEveryCallIsOnRecord() throws Exception {
    for (int stop = 0; stop < STOPS; stop++) {
      try (JavaProcess node = node(JavaProcess.freePort(), Map.of());
          Callers callers = callers(List.of(node.port()))) {
        long stopNanos = System.nanoTime();
        int exit = terminate(node);
        long tookMillis = (System.nanoTime() - stopNanos) / 1_000_000;
        List<Callers.Call> calls = callers.stop();
        System.out.println("StopIT: " + tookMillis + " ms, " + figures(calls, stopNanos));
        assertThat(exit).isZero();
        assertThat(some(calls, call -> call.isBroken() && call.wasSentBefore(stopNanos))).isEmpty();
        assertThat(some(calls, call -> !EXPECTED.contains(call.told().status()))).isEmpty();
        assertOnRecord(calls);
      }
      database.execute("truncate activity");
    }
  }

  @Test
  void rollingRestartFailsNoCheck() throws Exception {
    int[] ports = {JavaProcess.freePort(), JavaProcess.freePort()};
    JavaProcess[] nodes = {node(ports[0], Map.of()), node(ports[1], Map.of())};
    try (Callers callers = callers(List.of(ports[0], ports[1]))) {
      long stopNanos = System.nanoTime();
      for (int turn = 0; turn < 2 * STOPS; turn++) {
        assertThat(terminate(nodes[turn % 2])).isZero();
        nodes[turn % 2] = node(ports[turn % 2], Map.of());
      }
      Thread.sleep(500);
      List<Callers.Call> calls = callers.stop();
      System.out.println("StopIT: rolling, " + figures(calls, stopNanos));
      assertThat(some(calls, call -> call.last() && call.told().status() != 200)).isEmpty();
      assertOnRecord(calls);
    } finally {
      nodes[0].close();
      nodes[1].close();
    }
  }

  @Test
  void whatWatchesTheLogIsEndedProperly() throws Exception {
    try (JavaProcess node = node(JavaProcess.freePort(), Map.of())) {
      assertThat(becomesTrue(20_000, this::hasOwner)).isTrue();
      Dashboard dashboard = Dashboard.signIn(node.port(), "owner@test", JavaProcess.PASSWORD);
      try (EventStream events = dashboard.listen("/v1/activity/stream", null)) {
        assertThat(becomesTrue(5_000, () -> !events.lastId().isEmpty())).isTrue();
        node.process().destroy();
        assertThat(becomesTrue(2_000, events::isOver)).isTrue();
        assertThat(events.hasEnded()).as("with the end of the body").isTrue();
        assertThat(exit(node)).isZero();
      }
    }
  }

  @Test
  void withADelayItGoesOnMeanwhileAndSaysThatItIsNotReady() throws Exception {
    int opsPort = JavaProcess.freePort();
    Map<String, String> settings =
        Map.of("COLLECKT_OPS_PORT", String.valueOf(opsPort), "COLLECKT_STOP_DELAY_SECONDS", "3");
    try (JavaProcess node = node(JavaProcess.freePort(), settings);
        Callers callers = callers(List.of(node.port()))) {
      Health health = new Health(opsPort);
      assertThat(health.ask().status()).isEqualTo(200);
      long stopNanos = System.nanoTime();
      node.process().destroy();
      assertThat(becomesTrue(500, () -> health.says(503, "stopping"))).isTrue();
      assertThat(exit(node)).isZero();
      long delayOverNanos = stopNanos + TimeUnit.SECONDS.toNanos(3);
      List<Callers.Call> calls = callers.stop();
      System.out.println("StopIT: with a delay, " + figures(calls, stopNanos));
      assertThat(calls)
          .filteredOn(call -> call.told().beganAfter(stopNanos))
          .filteredOn(call -> call.told().endedBefore(delayOverNanos))
          .filteredOn(call -> call.told().status() == 200)
          .hasSizeGreaterThan(PER_SECOND);
      assertThat(
              some(
                  calls,
                  call -> call.told().endedBefore(delayOverNanos) && call.told().status() == 0))
          .isEmpty();
    }
  }

  @Test
  void storesThatDoNotAnswerDoNotKeepItFromEnding() throws Exception {
    try (JavaProcess node = node(JavaProcess.freePort(), Map.of());
        Callers callers = callers(List.of(node.port()))) {
      redis.stop();
      postgres.stop();
      long stopNanos = System.nanoTime();
      int exit = terminate(node);
      System.out.println("StopIT: without stores, " + exit + ", " + millisSince(stopNanos) + " ms");
      assertThat(exit).isIn(0, 1);
      assertThat(millisSince(stopNanos)).isLessThan(12_000);
      List<Callers.Call> calls = callers.stop();
      assertThat(some(calls, call -> call.isBroken() && call.wasSentBefore(stopNanos))).isEmpty();
    } finally {
      redis.cont();
      postgres.cont();
    }
  }

  private JavaProcess node(int port, Map<String, String> settings) throws Exception {
    Map<String, String> all =
        new HashMap<>(JavaProcess.serviceSettings(database, redis.url(), port));
    all.put("COLLECKT_EVENT_LOOPS", "2");
    all.put("COLLECKT_TRUSTED_PROXIES", "127.0.0.1/32");
    all.putAll(settings);
    JavaProcess.Launch launch =
        new JavaProcess.Launch(List.of("io.colleckt.auth.Main"), JavaProcess.SMALL, all);
    return JavaProcess.listening(launch, JavaProcess.log("stop-" + port), port);
  }

  /** Under way once nodes and clients are warm. */
  private Callers callers(List<Integer> ports) throws Exception {
    tokens = TestToken.insert(database, 50, "expires_at = now() + interval '1 day'");
    try (Callers first = new Callers(ports, tokens, "/warm/").start(PER_SECOND / 3)) {
      assertThat(becomesTrue(60_000, () -> isWarm(first.sofar()))).as("warm").isTrue();
      first.stop();
    }
    Callers callers = new Callers(ports, tokens, PATHS).start(PER_SECOND);
    Thread.sleep(1_000);
    return callers;
  }

  private static boolean isWarm(List<Callers.Call> calls) {
    return calls.size() > 2 * PER_SECOND
        && calls.stream()
            .skip(calls.size() - PER_SECOND / 2)
            .allMatch(call -> call.told().status() == 200);
  }

  /** A few of those, for reading. */
  private static List<Callers.Call> some(List<Callers.Call> calls, Predicate<Callers.Call> which) {
    return calls.stream().filter(which).limit(3).toList();
  }

  private boolean hasOwner() {
    return !database.rows("select 1 from members").isEmpty();
  }

  private static int terminate(JavaProcess node) throws Exception {
    node.process().destroy();
    return exit(node);
  }

  private static int exit(JavaProcess node) throws Exception {
    assertThat(node.process().waitFor(EXIT_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    return node.process().exitValue();
  }

  private void assertOnRecord(List<Callers.Call> calls) throws Exception {
    ActivityLog log = new ActivityLog(database, redis.url());
    List<Told> told = calls.stream().map(Callers.Call::told).toList();
    assertThat(becomesTrue(1_000, log::isDrained)).as("the drain came to its end").isTrue();
    OnRecord.Found found = OnRecord.compare(told, log, PATHS);
    assertThat(found.violations()).isEmpty();
    assertThat(found.lost()).isEmpty();
    Set<String> judged =
        log.counted().stream().map(ActivityLog.Counted::path).collect(Collectors.toSet());
    assertThat(some(calls, call -> call.isBroken() && judged.contains(call.told().path())))
        .as("judged, but not answered")
        .isEmpty();
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  private static String figures(List<Callers.Call> calls, long stopNanos) {
    Map<String, Long> after =
        calls.stream()
            .filter(call -> call.told().beganAfter(stopNanos))
            .collect(
                Collectors.groupingBy(
                    call -> call.told().status() + (call.isBroken() ? " broken" : ""),
                    TreeMap::new,
                    Collectors.counting()));
    return calls.size() + " calls; begun after the signal: " + after;
  }
}
