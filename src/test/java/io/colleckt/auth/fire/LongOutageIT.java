package io.colleckt.auth.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.fire.Told.Asked;
import io.colleckt.auth.testing.PostgresProcess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Postgres is away for long: known tokens are checked meanwhile, no revocation claims to be done,
 * and afterwards everything is brought in. {@code -Dlong} takes minutes.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongOutageIT {
  private static final boolean LONG = Boolean.getBoolean("long");
  private static final int FROZEN_SECONDS = LONG ? 40 : 12;
  private static final int DOWN_SECONDS = LONG ? 240 : 12;
  private static final long SECOND = 1_000_000_000L;

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
  void frozen() throws Exception {
    outlast(PostgresProcess::stop, FROZEN_SECONDS, PostgresProcess::cont);
  }

  @Test
  void down() throws Exception {
    outlast(PostgresProcess::kill, DOWN_SECONDS, PostgresProcess::start);
  }

  /** Something that is done to Postgres. */
  private interface Deed {
    void to(PostgresProcess postgres);
  }

  private void outlast(Deed breaking, int seconds, Deed mending) throws Exception {
    try (Ordeal ordeal = new Ordeal(arena, seconds + 6)) {
      Thread.sleep(3_000);
      breaking.to(arena.stores().postgres());
      long brokenNanos = System.nanoTime(); // until then a process of Postgres may have answered
      Thread.sleep(seconds * 1_000L);
      long mendedNanos = System.nanoTime();
      mending.to(arena.stores().postgres());
      Thread.sleep(4_000);
      ordeal.end();
      goesOn(ordeal, brokenNanos, mendedNanos);
      claimsNothing(ordeal, brokenNanos, mendedNanos);
      recovers(ordeal, mendedNanos);
      assertThat(ordeal.violations()).isEmpty();
    }
  }

  /** From a second after the loss on, tokens that Redis knows are accepted. */
  private static void goesOn(Ordeal ordeal, long brokenNanos, long mendedNanos) {
    Set<Long> known = known(ordeal, brokenNanos);
    List<Told> checks =
        ordeal.between(brokenNanos + SECOND, mendedNanos, asked -> asked == Asked.CHECK).stream()
            .filter(told -> known.contains(told.tokenId()))
            .toList();
    System.out.printf(
        "LongOutageIT: %d checks of %d known tokens, %.2f %% accepted%n",
        checks.size(), known.size(), 100 * Ordeal.share(checks, 200));
    assertThat(checks).hasSizeGreaterThan(200);
    assertThat(Ordeal.share(checks, 200)).isGreaterThan(LONG ? 0.99 : 0.9);
  }

  /** Accepted by both nodes' Redis just before, and never changed until the return. */
  private static Set<Long> known(Ordeal ordeal, long brokenNanos) {
    Map<Long, List<Told>> changes = ordeal.history().changes();
    Map<Long, Long> accepted =
        ordeal
            .between(brokenNanos - 3 * SECOND, brokenNanos, asked -> asked == Asked.CHECK)
            .stream()
            .filter(told -> told.status() == 200)
            .collect(Collectors.groupingBy(Told::tokenId, Collectors.counting()));
    return accepted.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .filter(id -> !changes.containsKey(id))
        .collect(Collectors.toSet());
  }

  private static void claimsNothing(Ordeal ordeal, long brokenNanos, long mendedNanos) {
    List<Told> revocations =
        ordeal.between(brokenNanos, mendedNanos, asked -> asked == Asked.REVOKE);
    assertThat(revocations).isNotEmpty().allMatch(told -> told.status() == 503);
  }

  private static void recovers(Ordeal ordeal, long mendedNanos) {
    long fromNanos = mendedNanos + 2 * SECOND;
    List<Told> all = ordeal.between(fromNanos, System.nanoTime(), asked -> true);
    assertThat(Ordeal.share(all, 200, 201, 401, 403)).as("answered").isGreaterThan(0.95);
  }
}
