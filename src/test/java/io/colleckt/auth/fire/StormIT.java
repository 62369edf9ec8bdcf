package io.colleckt.auth.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever breaks, one after the other, under traffic: no promise does. {@code -Dseed} repeats a
 * schedule; {@code -Dseeds} and {@code -Dseconds} set how many there are and how long each lasts,
 * {@code -Drate} how many checks a second.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StormIT {
  private static final long SEED = Long.getLong("seed", System.nanoTime() & 0xffffff);
  private static final int SEEDS = Integer.getInteger("seeds", 2);
  private static final int SECONDS = Integer.getInteger("seconds", 20);
  private static final int CHECKS_PER_SECOND = Integer.getInteger("rate", 300);

  private final Report report = new Report("storms", "Storms");
  private Arena arena;
  private int operations;
  private int broken;

  @BeforeAll
  void startNodes() throws Exception {
    arena = Arena.of(3, FireNode.Build.SHIPPED);
    report
        .line(
            "Three nodes, faults one after the other, " + CHECKS_PER_SECOND + " checks a second.\n")
        .table("seed", "operations", "faults", "answers", "violations", "picture");
  }

  @AfterAll
  void endNodes() throws Exception {
    arena.close();
    report.line("\n" + operations + " operations, " + broken + " violations.").write();
    System.out.println("StormIT: " + operations + " operations, " + broken + " violations");
  }

  @ParameterizedTest
  @MethodSource
  void noPromiseBreaks(long seed) throws Exception {
    System.out.println("StormIT: -Dseed=" + seed + " -Dseeds=1 -Dseconds=" + SECONDS);
    Storm.Outcome outcome =
        new Storm(arena, seed).rage(List.of(Fault.values()), SECONDS, CHECKS_PER_SECOND);
    arena.stores().forgetCalls();
    write(outcome);
    assertThat(outcome.violations()).as("seed " + seed).isEmpty();
  }

  static LongStream noPromiseBreaks() {
    return LongStream.range(SEED, SEED + SEEDS);
  }

  private void write(Storm.Outcome outcome) throws Exception {
    int asked = outcome.history().all().size();
    String picture = "storm-" + outcome.seed() + ".svg";
    operations += asked;
    broken += outcome.violations().size();
    System.out.println("StormIT: " + asked + " operations " + outcome.history().figures());
    report
        .row(
            outcome.seed(),
            asked,
            outcome.struck().size(),
            outcome.history().figures(),
            outcome.violations().size(),
            Report.picture(picture, Timeline.of(outcome)))
        .write();
  }
}
