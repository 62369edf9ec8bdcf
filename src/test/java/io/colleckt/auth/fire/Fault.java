package io.colleckt.auth.fire;

import java.util.List;
import java.util.SplittableRandom;

/** What may break. Each breaks something, waits, and mends it again. */
enum Fault {
  REDIS_KILLED(
      (arena, random) -> {
        arena.stores().redis().kill();
        pause(random, 50, 1_500);
        arena.stores().redis().start();
      }),
  REDIS_FROZEN(
      (arena, random) -> {
        arena.stores().redis().stop();
        pause(random, 100, 3_000);
        arena.stores().redis().cont();
      }),
  REDIS_SILENT(
      (arena, random) -> {
        arena.nodes().forEach(node -> node.redis().hold(Way.values()));
        pause(random, 100, 3_000);
        arena.nodes().forEach(node -> node.redis().heal());
      }),
  POSTGRES_KILLED(
      (arena, random) -> {
        arena.stores().postgres().kill();
        pause(random, 50, 1_500);
        arena.stores().postgres().start();
      }),
  POSTGRES_FROZEN(
      (arena, random) -> {
        arena.stores().postgres().stop();
        pause(random, 100, 4_000);
        arena.stores().postgres().cont();
      }),
  NODE_KILLED(
      (arena, random) -> {
        FireNode node = any(arena, random);
        node.kill();
        pause(random, 10, 500);
        node.start();
      }),
  NODE_FROZEN(
      (arena, random) -> {
        FireNode node = any(arena, random);
        node.freeze();
        pause(random, 100, 4_000);
        node.thaw();
      }),
  NODE_CUT_FROM_REDIS((arena, random) -> cut(any(arena, random).redis(), random)),
  NODE_CUT_FROM_POSTGRES((arena, random) -> cut(any(arena, random).postgres(), random)),
  NODE_CUT_FROM_BOTH(
      (arena, random) -> {
        FireNode node = any(arena, random);
        node.redis().hold(Way.values());
        node.postgres().hold(Way.values());
        pause(random, 100, 3_000);
        node.redis().heal();
        node.postgres().heal();
      }),
  ONE_WAY_BLACK_HOLE(
      (arena, random) -> {
        FaultProxy proxy = anyNetwork(arena, random);
        proxy.hold(random.nextBoolean() ? Way.TO_NODE : Way.TO_STORE);
        pause(random, 100, 3_000);
        proxy.heal();
      }),
  SLOW_NETWORK(
      (arena, random) -> {
        FaultProxy proxy = anyNetwork(arena, random);
        for (Way way : Way.values()) {
          proxy.delay(way, random.nextInt(1, 60), random.nextInt(1, 100));
        }
        pause(random, 500, 2_000);
        proxy.heal();
      }),
  BYTE_BY_BYTE(
      (arena, random) -> {
        FaultProxy proxy = anyNetwork(arena, random);
        List.of(Way.values()).forEach(proxy::slice);
        pause(random, 500, 1_500);
        proxy.heal();
      }),
  RECONNECT_STORM(
      (arena, random) -> {
        FaultProxy proxy = anyNetwork(arena, random);
        for (int i = 0; i < 15; i++) {
          proxy.reset();
          Thread.sleep(100);
        }
      });

  /** One way to break something. */
  private interface Strike {
    void strike(Arena arena, SplittableRandom random) throws Exception;
  }

  @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds nothing
  private final Strike strike;

  Fault(Strike strike) {
    this.strike = strike;
  }

  /** Breaks it, and returns when it is mended. */
  void strike(Arena arena, SplittableRandom random) throws Exception {
    strike.strike(arena, random);
  }

  private static void cut(FaultProxy proxy, SplittableRandom random) throws InterruptedException {
    proxy.hold(Way.values());
    pause(random, 100, 3_000);
    proxy.heal();
  }

  private static FireNode any(Arena arena, SplittableRandom random) {
    return arena.nodes().get(random.nextInt(arena.nodes().size()));
  }

  private static FaultProxy anyNetwork(Arena arena, SplittableRandom random) {
    FireNode node = any(arena, random);
    return random.nextBoolean() ? node.redis() : node.postgres();
  }

  private static void pause(SplittableRandom random, int least, int most)
      throws InterruptedException {
    Thread.sleep(random.nextInt(least, most));
  }
}
