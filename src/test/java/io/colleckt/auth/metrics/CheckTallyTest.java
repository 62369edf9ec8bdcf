package io.colleckt.auth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckTallyTest {
  private static final int MANY = 1_000_000;

  private final Vertx vertx = Vertx.vertx();
  private final Metrics metrics = Metrics.of(vertx);
  private final CheckTally tally = metrics.checkTally();

  @AfterEach
  void stop() {
    vertx.close();
  }

  @Test
  void talliesOfAllEventLoopsAreAddedUp() {
    tally.answered(Verdict.EXPIRED, CheckSource.REDIS, 300_000);
    metrics.checkTally().answered(Verdict.EXPIRED, CheckSource.REDIS, 600_000);
    tally.turnedAway(CheckResult.MALFORMED);
    assertThat(metrics.told().lines())
        .contains(
            "colleckt_checks_total{outcome=\"expired\",source=\"redis\"} 2.0",
            "colleckt_checks_total{outcome=\"malformed\",source=\"none\"} 1.0",
            "colleckt_check_seconds_bucket{source=\"redis\",le=\"5.0E-4\"} 1",
            "colleckt_check_seconds_bucket{source=\"redis\",le=\"0.001\"} 2",
            "colleckt_check_seconds_count{source=\"redis\"} 2",
            "colleckt_check_seconds_sum{source=\"redis\"} 9.0E-4");
  }

  @Test
  void whatIsInDoubtNeededNoStoreThatAnswered() {
    tally.answered(Verdict.UNAVAILABLE, CheckSource.REDIS, 250_000_001);
    assertThat(metrics.told().lines())
        .contains(
            "colleckt_checks_total{outcome=\"unavailable\",source=\"none\"} 1.0",
            "colleckt_check_seconds_bucket{source=\"none\",le=\"0.25\"} 0",
            "colleckt_check_seconds_bucket{source=\"none\",le=\"+Inf\"} 1");
  }

  @Test
  void everyOutcomeOfTheActivityLogHasItsName() {
    Set<String> results =
        Arrays.stream(CheckResult.values()).map(CheckResult::label).collect(Collectors.toSet());
    assertThat(results)
        .containsAll(Arrays.stream(CheckOutcome.values()).map(CheckOutcome::label).toList());
  }

  @Test
  void countingAllocatesNothing() {
    count(MANY);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    count(MANY);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(bytes).isLessThan(MANY / 10);
  }

  private void count(int times) {
    for (int i = 0; i < times; i++) {
      tally.answered(Verdict.LACKS_ABILITY, CheckSource.REDIS, i);
      tally.turnedAway(CheckResult.SHED);
    }
  }
}
