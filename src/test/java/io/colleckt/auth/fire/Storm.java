package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.becomesTrue;

import io.colleckt.auth.testing.ActivityLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One run: traffic at an arena, faults one after the other as the seed says, then a calm end, and
 * the checkers.
 */
final class Storm {
  private static final long DRAINED_MILLIS = 60_000;
  private static final int EXPIRING = 40;
  private static final Set<Integer> EXPECTED = Set.of(0, 200, 201, 401, 403, 429, 503);

  private final Arena arena;
  private final long seed;
  private final SplittableRandom random;
  private final History history = new History();
  private final Tokens tokens = new Tokens();
  private final WallClock clock = new WallClock();
  private final List<Struck> struck = new ArrayList<>();

  /** A fault and when it was there, {@link System#nanoTime}. */
  record Struck(Fault fault, long startNanos, long endNanos) {}

  /**
   * What came of it.
   *
   * @param violations of C1 to C6, one line each
   */
  record Outcome(long seed, History history, List<Struck> struck, List<String> violations) {
    /** Answers that no client should ever get; none at all is not among them. */
    List<Told> unexpected() {
      return history.all().stream().filter(told -> !EXPECTED.contains(told.status())).toList();
    }
  }

  Storm(Arena arena, long seed) {
    this.arena = arena;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** Lets these faults strike for so many seconds, under so many checks a second. */
  Outcome rage(List<Fault> faults, int seconds, int checksPerSecond) throws Exception {
    return during(arena -> strike(faults, seconds), seconds, checksPerSecond);
  }

  /**
   * Lets that happen, under so many checks a second.
   *
   * @param seconds about how long it takes: tokens expire meanwhile
   */
  Outcome during(Plot plot, int seconds, int checksPerSecond) throws Exception {
    tokens.addExpiring(arena.stores().database(), EXPIRING, seconds);
    try (Traffic traffic = new Traffic(arena, history, tokens, seed)) {
      traffic.start(checksPerSecond);
      plot.happensTo(arena);
      Thread.sleep(1_000);
      traffic.stop();
    }
    return new Outcome(seed, history, struck, violations());
  }

  private void strike(List<Fault> faults, int seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() - end < 0) {
      Thread.sleep(random.nextInt(100, 1_500));
      strike(faults.get(random.nextInt(faults.size())));
    }
  }

  private void strike(Fault fault) throws Exception {
    long startNanos = System.nanoTime();
    fault.strike(arena, random.split());
    struck.add(new Struck(fault, startNanos, System.nanoTime()));
  }

  private List<String> violations() throws Exception {
    ActivityLog log = new ActivityLog(arena.stores().database(), arena.stores().redis().url());
    List<String> violations = new ArrayList<>();
    if (!becomesTrue(DRAINED_MILLIS, log::isDrained)) {
      violations.add("C5 the streams are not brought in");
    }
    List<Told> checks = history.checks();
    violations.addAll(
        new Verdicts(history, tokens.all(), tokens.expiries(), clock).violations(checks));
    violations.addAll(new Effects(arena.stores().database()).violations());
    OnRecord.Found found = OnRecord.compare(checks, log, Traffic.paths(seed));
    violations.addAll(found.violations());
    found.lost().forEach(told -> violations.add("C5 lost: " + told));
    return violations;
  }
}
