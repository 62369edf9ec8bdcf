package io.colleckt.auth.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * One round of load on one contender.
 *
 * @param loop microseconds of its event loop a check
 * @param jvm of its whole process
 * @param stores of the stores
 */
record Round(Wrk.Load load, double loop, double jvm, Stores stores) {
  /** Microseconds a check; not a number when the store is not a process of this machine. */
  record Stores(double redis, double postgres) {}

  static Round of(Contender contender, StorePids pids, Path tokens, int seconds)
      throws IOException, InterruptedException {
    double loop = CpuClock.ofEventLoops(contender.pid());
    double jvm = CpuClock.ofProcess(contender.pid());
    double redis = clock(pids.redis());
    double postgres = clock(pids.postgres());
    Wrk.Load load = Wrk.any(contender.port(), tokens, seconds);
    double checks = load.checks();
    return new Round(
        load,
        (CpuClock.ofEventLoops(contender.pid()) - loop) / checks,
        (CpuClock.ofProcess(contender.pid()) - jvm) / checks,
        new Stores(
            (clock(pids.redis()) - redis) / checks, (clock(pids.postgres()) - postgres) / checks));
  }

  private static double clock(OptionalLong pid) {
    return pid.isPresent() ? CpuClock.ofProcess(pid.getAsLong()) : Double.NaN;
  }

  double refusedPercent() {
    return 100.0 * load.faults().refused() / load.checks();
  }
}
