package io.colleckt.auth.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever breaks, one after the other, under traffic: no promise does. {@code -Dseed} repeats a
 * schedule, {@code -Dseconds} sets how long each lasts.
 */
class StormIT {
  private static final long SEED = Long.getLong("seed", System.nanoTime() & 0xffffff);
  private static final int SECONDS = Integer.getInteger("seconds", 30);
  private static final int CHECKS_PER_SECOND = Integer.getInteger("rate", 300);

  @Test
  void noPromiseBreaks() throws Exception {
    System.out.println("StormIT: seed=" + SEED + " seconds=" + SECONDS);
    try (Arena arena = Arena.of(3, FireNode.Build.SHIPPED)) {
      Storm.Outcome outcome =
          new Storm(arena, SEED).rage(List.of(Fault.values()), SECONDS, CHECKS_PER_SECOND);
      outcome.struck().forEach(struck -> System.out.println("StormIT: " + struck));
      System.out.println("StormIT: " + outcome.history().figures());
      assertThat(outcome.violations()).as("seed " + SEED).isEmpty();
    }
  }
}
