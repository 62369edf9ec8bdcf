package io.colleckt.auth.bench;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * One round of load on one contender.
 *
 * @param cpu microseconds a check
 */
record Round(Wrk.Load load, Cpu cpu) {
  /**
   * Microseconds; not a number when the store is not a process of this machine.
   *
   * @param loop of the event loop that answers checks
   * @param background of the one that brings calls into the log
   * @param jvm of the whole process
   */
  record Cpu(double loop, double background, double jvm, double redis, double postgres) {
    private static Cpu now(Contender contender, StorePids pids) {
      return new Cpu(
          CpuClock.ofEventLoops(contender.pid()),
          CpuClock.ofBackground(contender.pid()),
          CpuClock.ofProcess(contender.pid()),
          clock(pids.redis()),
          clock(pids.postgres()));
    }

    private Cpu since(Cpu before, double checks) {
      return new Cpu(
          (loop - before.loop) / checks,
          (background - before.background) / checks,
          (jvm - before.jvm) / checks,
          (redis - before.redis) / checks,
          (postgres - before.postgres) / checks);
    }
  }

  /** What goes on after the load has ended, and belongs to the round. */
  interface Rest {
    void await() throws Exception;
  }

  /** A round without stores. */
  static Round of(Contender contender, Path tokens, int seconds) throws Exception {
    StorePids none = new StorePids(OptionalLong.empty(), OptionalLong.empty());
    return of(contender, none, tokens, seconds, () -> {});
  }

  static Round of(Contender contender, StorePids pids, Path tokens, int seconds, Rest rest)
      throws Exception {
    Cpu before = Cpu.now(contender, pids);
    Wrk.Load load = Wrk.any(contender.port(), tokens, seconds);
    rest.await();
    return new Round(load, Cpu.now(contender, pids).since(before, (double) load.checks()));
  }

  private static double clock(OptionalLong pid) {
    return pid.isPresent() ? CpuClock.ofProcess(pid.getAsLong()) : Double.NaN;
  }

  double refusedPercent() {
    return 100.0 * load.faults().refused() / load.checks();
  }
}
