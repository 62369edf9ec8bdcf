package io.colleckt.auth.drain;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.metrics.Count;
import io.colleckt.auth.metrics.Level;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.metrics.Timing;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * How far the log is behind the calls, and how full Redis is. The lag is measured from a moment up
 * to which all calls are known to be in the log, so it grows as well while nothing can be read or
 * written. Used from one context.
 */
final class DrainFigures {
  private static final Duration[] COMMIT = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final Level entries;
  private final Level usedBytes;
  private final Level mostBytes;
  private final Count calls;
  private final Count poison;
  private final Timing commit;
  private volatile long doneMillis = System.currentTimeMillis();
  private long leastMillis;

  DrainFigures(Metrics metrics) {
    this.entries =
        metrics.level(
            "colleckt.activity.stream.length", "Entries of the streams, a batch of calls each.");
    this.usedBytes = metrics.level("colleckt.redis.memory.used.bytes", "What Redis uses.");
    this.mostBytes =
        metrics.level("colleckt.redis.memory.max.bytes", "What Redis may use; 0 = no limit.");
    this.calls = metrics.count("colleckt.drained.calls", "Calls that this node brought in.");
    this.poison = metrics.count("colleckt.drained.poison", "Entries that could not be read.");
    this.commit =
        metrics.timing("colleckt.drain.commit", "How long a stretch took to be stored.", COMMIT);
    metrics.level(
        "colleckt.drain.lag.seconds", "How far the log is behind the calls.", this::lagSeconds);
  }

  /** A look at all streams begins. */
  void begin() {
    leastMillis = System.currentTimeMillis();
  }

  /**
   * What was appended after this moment is perhaps not in the log.
   *
   * @param millis since the epoch
   */
  void left(long millis) {
    leastMillis = Math.min(leastMillis, millis);
  }

  /** One stream could not be looked at. */
  void leftAll() {
    left(doneMillis);
  }

  /** The look is over; if it failed as a whole, it is not. */
  void end() {
    doneMillis = leastMillis;
  }

  /** A stretch was stored. */
  void committed(Stretch stretch, Duration time) {
    calls.add(stretch.calls().stream().mapToLong(Calls::count).sum());
    poison.add(stretch.poison().size());
    commit.record(time.toNanos());
  }

  /**
   * Redis has told how full it is.
   *
   * @param most 0 = no limit
   */
  void memory(long used, long most) {
    usedBytes.set(used);
    mostBytes.set(most);
  }

  /** Asks how long the streams are; completes when that is known. Never fails. */
  Future<Void> measure(ActivityStreams streams) {
    return streams
        .names()
        .compose(names -> Future.all(names.stream().map(streams::length).toList()))
        .onSuccess(lengths -> entries.set(sum(lengths.list())))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private static long sum(List<Long> lengths) {
    return lengths.stream().mapToLong(Long::longValue).sum();
  }

  private double lagSeconds() {
    return Math.max(0, System.currentTimeMillis() - doneMillis) / 1000.0;
  }
}
