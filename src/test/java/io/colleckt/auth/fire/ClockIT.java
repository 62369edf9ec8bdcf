package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.fire.Checks.Question;
import io.colleckt.auth.fire.Told.Asked;
import io.colleckt.auth.settings.AppendFsync;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.ShiftedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clocks that are off: a node's, which judges nothing; Redis', which must not be believed then. */
class ClockIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String UNTRUSTED = "ms apart: Redis is not trusted.";
  private static final String TRUSTED = "Redis is back and judges checks.";

  @Test
  void aNodesClockJudgesNothing() throws Exception {
    try (Arena arena = Arena.of(1, FireNode.Build.with(ShiftedClock.environment(HOUR)))) {
      FireNode behind =
          arena.addNode(FireNode.Build.with(ShiftedClock.environment(ShiftedClock.behind())));
      assertThat(clockOf(arena.node(0))).isAfter(Instant.now().plus(HOUR.dividedBy(2)));
      assertThat(clockOf(behind)).isBefore(Instant.now().plus(ShiftedClock.behind().dividedBy(2)));
      try (Ordeal ordeal = new Ordeal(arena, 12)) {
        Thread.sleep(4_000);
        arena.stores().redis().kill(); // Postgres judges
        Thread.sleep(4_000);
        arena.stores().redis().start();
        Thread.sleep(4_000);
        ordeal.end();
        assertThat(accepted(ordeal)).isGreaterThan(100);
        assertThat(ordeal.violations()).isEmpty();
      }
    }
  }

  @Test
  void aRedisWhoseClockIsOffIsNotTrusted() throws Exception {
    RedisProcess redis = new RedisProcess(AppendFsync.ALWAYS);
    restart(redis, HOUR);
    OwnStores stores = new OwnStores(new PostgresProcess(), redis);
    try (Arena arena = Arena.of(stores, 2, FireNode.Build.SHIPPED);
        Ordeal ordeal = new Ordeal(arena, 14)) {
      Thread.sleep(2_500);
      assertThat(stores.redisCalls()).as("on record in Redis").isZero();
      arena.nodes().forEach(node -> assertThat(says(node, UNTRUSTED)).isTrue());
      restart(redis, Duration.ZERO);
      arena.nodes().forEach(node -> assertThat(says(node, TRUSTED)).isTrue());
      Thread.sleep(2_000);
      assertThat(stores.redisCalls()).as("on record in Redis").isPositive();
      restart(redis, ShiftedClock.behind());
      Thread.sleep(4_000);
      restart(redis, Duration.ZERO);
      Thread.sleep(2_500);
      ordeal.end();
      assertThat(accepted(ordeal)).isGreaterThan(100);
      assertThat(ordeal.violations()).isEmpty();
    }
  }

  /** A Redis that starts while Postgres is away, with a clock that nobody can compare. */
  @Test
  void aRedisWhoseClockNobodyHasSeenIsNotTrusted() throws Exception {
    try (Arena arena = Arena.of(1, FireNode.Build.SHIPPED)) {
      History history = new History();
      Tokens tokens = new Tokens();
      arena.member(history).close(); // the workspace is there
      tokens.addExpiring(arena.stores().database(), 20, 1);
      try (Checks checks = new Checks(arena.vertx(), history, "/unseen/")) {
        Thread.sleep(1_500); // until all have expired
        for (int round = 0; round < 3; round++) {
          arena.stores().postgres().stop();
          restart(arena.stores().redis(), ShiftedClock.behind());
          Thread.sleep(1_500);
          arena.stores().postgres().cont();
          long end = System.nanoTime() + 1_500_000_000L;
          while (System.nanoTime() - end < 0) {
            List<Integer> answers = new ArrayList<>();
            for (FireToken token : tokens.all().values()) {
              Question question = new Question(arena.node(0), Asked.CHECK, token);
              answers.add(await(checks.ask(question)).status());
            }
            assertThat(answers).isNotEmpty();
          }
        }
        Verdicts verdicts = new Verdicts(history, tokens.all(), tokens.expiries(), new WallClock());
        assertThat(history.figures()).contains("CHECK 401");
        assertThat(verdicts.violations(history.checks())).isEmpty();
      }
    }
  }

  private static long accepted(Ordeal ordeal) {
    return ordeal.history().checks().stream().filter(told -> told.status() == 200).count();
  }

  private static void restart(RedisProcess redis, Duration ahead) throws Exception {
    redis.setClock(ahead);
    redis.kill();
    redis.start();
  }

  /** By a line of its log. */
  private static Instant clockOf(FireNode node) throws Exception {
    assertThat(becomesTrue(8_000, () -> node.logged().stream().anyMatch(ClockIT::isDated)))
        .isTrue();
    String line = node.logged().stream().filter(ClockIT::isDated).findFirst().orElseThrow();
    return Instant.parse(line.substring(0, line.indexOf(' ')));
  }

  private static boolean isDated(String line) {
    return line.matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z .*");
  }

  private static boolean says(FireNode node, String words) {
    try {
      return becomesTrue(
          8_000, () -> node.logged().stream().anyMatch(line -> line.contains(words)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
