package io.colleckt.auth.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RedisProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How long clients notice that Redis is lost, at 300 checks a second at two nodes. Each figure is
 * the median of some losses, since the machine is busy with other things too.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LossOfRedisIT {
  private static final int ROUNDS = Boolean.getBoolean("long") ? 11 : 3;
  private static final int CHECKS_PER_SECOND = 300;

  /** How much longer it may take here, where stores, nodes and clients share two cores. */
  private static final long SLACK = 2;

  private static final long AWAY_MILLIS = 2_500;
  private static final long BACK_MILLIS = 3_500;
  private static final long MILLI = 1_000_000L;

  /** Milliseconds: the last error after the loss, after the return, and the longest answer. */
  private record Loss(long errorsAfterLoss, long errorsAfterReturn, long slowest, long checks) {}

  private Arena arena;

  @BeforeAll
  void start() throws Exception {
    arena = Arena.of(2, FireNode.Build.SHIPPED);
  }

  @AfterAll
  void end() throws Exception {
    arena.close();
  }

  @Test
  void killed() throws Exception {
    measure("killed", RedisProcess::kill, RedisProcess::start);
  }

  @Test
  void frozen() throws Exception {
    measure("frozen", RedisProcess::stop, RedisProcess::cont);
  }

  /** Something that is done to Redis. */
  private interface Deed {
    void to(RedisProcess redis);
  }

  private void measure(String name, Deed breaking, Deed mending) throws Exception {
    List<Loss> losses = new ArrayList<>();
    try (Ordeal ordeal = new Ordeal(arena, 10, CHECKS_PER_SECOND)) {
      Thread.sleep(3_000); // warm
      for (int i = 0; i < ROUNDS; i++) {
        losses.add(lose(arena.stores().redis(), ordeal, breaking, mending));
        System.out.println("LossOfRedisIT: " + name + " " + losses.get(i));
      }
      ordeal.end();
      assertThat(ordeal.violations()).isEmpty();
    }
    Loss median =
        new Loss(
            median(losses, Loss::errorsAfterLoss),
            median(losses, Loss::errorsAfterReturn),
            median(losses, Loss::slowest),
            median(losses, Loss::checks));
    System.out.println("LossOfRedisIT: " + name + ", median: " + median);
    assertThat(median.errorsAfterLoss)
        .as("errors end after the loss")
        .isLessThanOrEqualTo(SLACK * 1_000);
    assertThat(median.errorsAfterReturn)
        .as("normal after the return")
        .isLessThanOrEqualTo(SLACK * 2_000);
    assertThat(median.slowest).as("the slowest answer").isLessThanOrEqualTo(SLACK * 300);
  }

  private static long median(List<Loss> losses, ToLongFunction<Loss> figure) {
    List<Loss> sorted = new ArrayList<>(losses);
    sorted.sort(Comparator.comparingLong(figure));
    return figure.applyAsLong(sorted.get(sorted.size() / 2));
  }

  private static Loss lose(RedisProcess redis, Ordeal ordeal, Deed breaking, Deed mending)
      throws Exception {
    long lostNanos = System.nanoTime();
    breaking.to(redis);
    Thread.sleep(AWAY_MILLIS);
    long backNanos = System.nanoTime();
    mending.to(redis);
    long upNanos = System.nanoTime();
    Thread.sleep(BACK_MILLIS);
    long endNanos = System.nanoTime();
    List<Told> all = ordeal.between(lostNanos, endNanos, Told.Asked::isCheck);
    return new Loss(
        lastError(ordeal.between(lostNanos, backNanos, Told.Asked::isCheck), lostNanos),
        lastError(ordeal.between(backNanos, endNanos, Told.Asked::isCheck), upNanos),
        all.stream().mapToLong(Told::millis).max().orElse(0),
        all.size());
  }

  /** How long after that moment the last check without a verdict began, milliseconds. */
  private static long lastError(List<Told> checks, long nanos) {
    return checks.stream()
        .filter(told -> told.status() == 503 || told.status() == 0)
        .mapToLong(told -> (told.startNanos() - nanos) / MILLI)
        .max()
        .orElse(0);
  }
}
