package io.colleckt.auth.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The tallies of all event loops, added up when somebody looks. This class is threadsafe. */
final class CheckFigures implements Collector {
  private static final Set<CheckResult> WITHOUT_VERDICT =
      EnumSet.range(CheckResult.UNAVAILABLE, CheckResult.MISASKED);

  private final List<CheckTally> tallies = new CopyOnWriteArrayList<>();

  /** A tally for one event loop. */
  CheckTally tally() {
    CheckTally tally = new CheckTally();
    tallies.add(tally);
    return tally;
  }

  void register(PrometheusMeterRegistry registry) {
    for (CheckResult result : CheckResult.values()) {
      for (CheckSource source : CheckSource.values()) {
        if (WITHOUT_VERDICT.contains(result) == (source == CheckSource.NONE)) {
          register(registry, result, source);
        }
      }
    }
    registry.getPrometheusRegistry().register(this);
  }

  private void register(PrometheusMeterRegistry registry, CheckResult result, CheckSource source) {
    FunctionCounter.builder("colleckt.checks", this, all -> all.count(result, source))
        .description("Checks by how they ended, and by the store that the verdict needed.")
        .tag("outcome", result.label())
        .tag("source", source.label())
        .register(registry);
  }

  private double count(CheckResult result, CheckSource source) {
    return (double) tallies.stream().mapToLong(tally -> tally.count(result, source)).sum();
  }

  @Override
  public HistogramSnapshot collect() {
    HistogramSnapshot.Builder all =
        HistogramSnapshot.builder()
            .name("colleckt_check_seconds")
            .help("From the arrival of a check to its answer, without what was turned away.");
    for (CheckSource source : CheckSource.values()) {
      all.dataPoint(of(source));
    }
    return all.build();
  }

  private HistogramDataPointSnapshot of(CheckSource source) {
    double[] bounds = CheckTally.boundsSeconds();
    long[] counts = new long[bounds.length];
    long nanos = 0;
    for (CheckTally tally : tallies) {
      nanos += tally.nanos(source);
      for (int i = 0; i < counts.length; i++) {
        counts[i] += tally.inBucket(i, source);
      }
    }
    return HistogramDataPointSnapshot.builder()
        .labels(Labels.of("source", source.label()))
        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
        .sum(nanos / 1e9)
        .build();
  }
}
