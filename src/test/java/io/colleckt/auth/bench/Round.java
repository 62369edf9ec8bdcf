package io.colleckt.auth.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongToDoubleFunction;

/**
 * One round of load on one contender, or on several at once.
 *
 * @param cpu microseconds a check
 */
record Round(Wrk.Load load, Cpu cpu) {
  /**
   * Microseconds; not a number when the store is not a process of this machine.
   *
   * @param loop of the event loops that answer checks
   * @param background of those that bring calls into the log
   * @param jvm of the whole processes
   */
  record Cpu(double loop, double background, double jvm, double redis, double postgres) {
    private static Cpu now(List<Contender> contenders, StorePids pids) {
      return new Cpu(
          sum(contenders, CpuClock::ofEventLoops),
          sum(contenders, CpuClock::ofBackground),
          sum(contenders, CpuClock::ofProcess),
          clock(pids.redis()),
          clock(pids.postgres()));
    }

    private static double sum(List<Contender> contenders, LongToDoubleFunction clock) {
      return contenders.stream().mapToLong(Contender::pid).mapToDouble(clock).sum();
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

  /** What the contenders, at these ports, are to bear. */
  interface Load {
    /** Any tokens of the file, as fast as one contender can. */
    static Load full(Path tokens, int seconds) {
      return ports -> Wrk.any(ports.get(0), tokens, seconds);
    }

    /** As much for each, which leaves it time. */
    static Load paced(Path tokens, int seconds, int pauseMillis) {
      return ports -> Wrk.paced(ports, tokens, seconds, pauseMillis);
    }

    Wrk.Load on(List<Integer> ports) throws Exception;
  }

  /** What goes on after the load has ended, and belongs to the round. */
  interface Rest {
    void await() throws Exception;
  }

  /** A round without stores. */
  static Round of(Contender contender, Load load) throws Exception {
    StorePids none = new StorePids(OptionalLong.empty(), OptionalLong.empty());
    return of(List.of(contender), none, load, () -> {});
  }

  static Round of(List<Contender> contenders, StorePids pids, Load load, Rest rest)
      throws Exception {
    Cpu before = Cpu.now(contenders, pids);
    List<Integer> ports = contenders.stream().map(Contender::port).toList();
    Wrk.Load done = load.on(ports);
    rest.await();
    return new Round(done, Cpu.now(contenders, pids).since(before, (double) done.checks()));
  }

  private static double clock(OptionalLong pid) {
    return pid.isPresent() ? CpuClock.ofProcess(pid.getAsLong()) : Double.NaN;
  }

  double refusedPercent() {
    return 100.0 * load.faults().refused() / load.checks();
  }
}
