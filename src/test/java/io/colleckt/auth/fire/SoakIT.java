package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.fire.Checks.Question;
import io.colleckt.auth.fire.Told.Asked;
import io.colleckt.auth.testing.RedisConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a node and Redis hold in memory does not grow while calls and changes go on; {@code
 * -Dminutes} says for how long.
 */
@Tag("long")
class SoakIT {
  private static final int MINUTES = Integer.getInteger("minutes", 30);
  private static final int CHECKS_PER_SECOND = 300;
  private static final int TOKENS = 30;
  private static final int SAMPLES = 60;

  /** Of the last quarter's median to the second's; the first is warming up. */
  private static final double MOST_GROWTH = 1.1;

  /** Megabytes that are in use: of the heap after a collection, of the process, of Redis. */
  private record Sample(double heap, double process, double redis) {}

  private final History history = new History();
  private final Tokens tokens = new Tokens();
  private final List<Sample> samples = new ArrayList<>();
  private final Report report = new Report("soak", "Memory over " + MINUTES + " minutes");

  @Test
  void memoryStaysFlat() throws Exception {
    report.table("minute", "heap after a collection, MB", "process, MB", "Redis, MB");
    try (Arena arena = Arena.of(1, FireNode.Build.SHIPPED);
        Member member = arena.member(history);
        Checks checks = new Checks(arena.vertx(), history, "/soak/")) {
      for (int i = 0; i < TOKENS; i++) {
        tokens.created(await(member.create(arena.node(0))));
      }
      SplittableRandom random = new SplittableRandom();
      checks.start(
          CHECKS_PER_SECOND,
          () -> new Question(arena.node(0), Asked.CHECK, tokens.anyLive(random)));
      for (int i = 1; i <= SAMPLES; i++) {
        live(arena, member, TimeUnit.MINUTES.toNanos(MINUTES) / SAMPLES);
        sample(arena, (double) i * MINUTES / SAMPLES);
      }
      checks.stop();
    }
    List<Double> heap = samples.stream().map(Sample::heap).toList();
    List<Double> redis = samples.stream().map(Sample::redis).toList();
    report.line("\nHeap grew to %.2f, Redis to %.2f.".formatted(growth(heap), growth(redis)));
    report.write();
    assertThat(growth(heap)).as("heap: " + heap).isLessThan(MOST_GROWTH);
    assertThat(growth(redis)).as("Redis: " + redis).isLessThan(MOST_GROWTH);
  }

  /** Tokens come and go. */
  private void live(Arena arena, Member member, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() - end < 0) {
      FireToken token = await(member.create(arena.node(0)));
      assertThat(await(member.revoke(arena.node(0), token)).status()).isEqualTo(200);
      Thread.sleep(200);
    }
    assertThat(history.checks()).anyMatch(told -> told.status() == 200);
    history.forget();
  }

  private void sample(Arena arena, double minute) throws IOException, InterruptedException {
    Sample sample =
        new Sample(
            arena.node(0).heapMegabytes(),
            arena.node(0).residentMegabytes(),
            redisMegabytes(arena.stores().redis().url()));
    samples.add(sample);
    report.row("%.1f".formatted(minute), sample.heap, sample.process, sample.redis).write();
  }

  private static double redisMegabytes(String url) throws IOException {
    try (RedisConnection redis = RedisConnection.connect(url)) {
      String memory = (String) redis.command("INFO", "memory");
      return Long.parseLong(memory.replaceAll("(?s).*used_memory:(\\d+).*", "$1")) / 1e6;
    }
  }

  private static double growth(List<Double> all) {
    int quarter = all.size() / 4;
    return median(all.subList(3 * quarter, all.size())) / median(all.subList(quarter, 2 * quarter));
  }

  private static double median(List<Double> some) {
    return some.stream().sorted().toList().get(some.size() / 2);
  }
}
