package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.ActivityLog;
import io.colleckt.auth.testing.ActivityLog.Counted;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.TestToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No answered call is lost or doubled: a node is killed without warning under load, {@code -Dkills}
 * times, and started again. Every call that was answered is on record exactly once, every other at
 * most once, and nothing else is. {@code -Dseed} repeats the moments of the kills.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("kills", 5);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int EVENT_LOOPS = 2;
  private static final int WARM_CALLS = 500;
  private static final int LIFE_VARIES_MILLIS = 2_000;

  /** So many that none is refused more than ten times a second: those calls would be folded. */
  private static final int REFUSED_TOKENS = 400;

  private final Random random = new Random(SEED);
  private PostgresProcess postgres;
  private RedisProcess redis;
  private Database database;

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
  void everyAnsweredCallIsOnRecordOnceWhenTheNodeIsKilled() throws Exception {
    System.out.println("KillIT: seed=" + SEED + " kills=" + KILLS);
    JavaProcess node = node();
    ActivityLog log = new ActivityLog(database, redis.url());
    try (UniqueCalls calls = new UniqueCalls(callers())) {
      for (int round = 0; round < KILLS; round++) {
        node = killUnderLoad(node, calls);
      }
      assertThat(becomesTrue(60_000, log::isDrained)).as("all is drained").isTrue();
      compare(calls.history(), log);
    } finally {
      node.close();
    }
  }

  private JavaProcess killUnderLoad(JavaProcess node, UniqueCalls calls) throws Exception {
    int before = calls.answered();
    calls.start(node.port());
    assertThat(becomesTrue(30_000, () -> calls.answered() > before + WARM_CALLS)).isTrue();
    Thread.sleep(random.nextInt(LIFE_VARIES_MILLIS));
    node.kill();
    calls.stop();
    return node();
  }

  private JavaProcess node() throws Exception {
    Map<String, String> settings =
        Map.of(
            "COLLECKT_TRUSTED_PROXIES", "127.0.0.1/32",
            "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"); // warm sooner
    return JavaProcess.node(database, redis.url(), EVENT_LOOPS, settings);
  }

  private List<UniqueCalls.Caller> callers() {
    String live = "expires_at = now() + interval '1 day'";
    return List.of(
        new UniqueCalls.Caller(60, TestToken.insert(database, 50, live)),
        new UniqueCalls.Caller(8, TestToken.insert(database, REFUSED_TOKENS, live), "", false),
        new UniqueCalls.Caller(8, refused("expires_at = now() - interval '1 day'")),
        new UniqueCalls.Caller(8, refused(live + ", state = 'revoked', revoked_at = now()")),
        new UniqueCalls.Caller(8, refused(live + ", abilities = '{read}'"), "?ability=write", true),
        new UniqueCalls.Caller(8, refused(live + ", rate_limit = 1, rate_window_seconds = 86400")));
  }

  private List<TestToken> refused(String set) {
    return TestToken.insert(database, REFUSED_TOKENS, set);
  }

  private static void compare(List<UniqueCalls.Told> history, ActivityLog log) {
    Map<String, List<Counted>> recorded =
        log.counted().stream()
            .collect(Collectors.groupingBy(Counted::path, HashMap::new, Collectors.toList()));
    List<String> wrong = new ArrayList<>();
    int unanswered = 0;
    int unansweredOnRecord = 0;
    for (UniqueCalls.Told told : history) {
      List<Counted> found = recorded.getOrDefault(told.path(), List.of());
      recorded.remove(told.path());
      unanswered += told.isAnswered() ? 0 : 1;
      unansweredOnRecord += told.isAnswered() ? 0 : found.size();
      if (!agrees(told, found)) {
        wrong.add(told + " " + found);
      }
    }
    System.out.println("KillIT: " + figures(history));
    System.out.printf(
        "KillIT: %d without a verdict, of which %d on record%n", unanswered, unansweredOnRecord);
    assertThat(wrong).as("lost, doubled or changed").isEmpty();
    assertThat(recorded).as("never sent").isEmpty();
    assertThat(history.stream().map(UniqueCalls.Told::status)).contains(200, 401, 403, 429, 0);
    assertThat(log.number("select count(*) from activity_set_aside")).isZero();
    assertThat(log.number("select sum(calls) from activity_hours where token_id = 0"))
        .as("counted by hour")
        .isEqualTo(log.number("select sum(calls) from activity"));
  }

  private static boolean agrees(UniqueCalls.Told told, List<Counted> found) {
    boolean complete = found.size() == 1 || (found.isEmpty() && !told.isAnswered());
    return complete && found.stream().allMatch(one -> isThat(told, one));
  }

  private static boolean isThat(UniqueCalls.Told told, Counted one) {
    return one.calls() == 1 && one.tokenId() == told.tokenId() && told.fits(one.outcome());
  }

  private static String figures(List<UniqueCalls.Told> history) {
    Map<Integer, Long> answers =
        history.stream()
            .collect(Collectors.groupingBy(UniqueCalls.Told::status, Collectors.counting()));
    return history.size() + " calls, by status (0 = none): " + answers;
  }
}
