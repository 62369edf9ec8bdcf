package io.colleckt.auth.drain;

import io.colleckt.auth.activity.DrainTo;
import io.colleckt.auth.activity.Drained;
import io.colleckt.auth.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all streams again and again: at once while there is more, else ten times a second, and
 * at once when somebody waits. When a store is away it looks with growing pauses. Used from one
 * context.
 */
final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final long PERIOD_MILLIS = 100;
  private static final long AWAITED_MILLIS = 10;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;
  private static final long MEMORY_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration LAST_DRAIN = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final StreamsLink link;
  private final StreamDrain drain;
  private final Waiting waiting;
  private final DrainFigures figures;
  private final MemoryAlarm memory;
  private Future<Progress> look = Future.succeededFuture(Progress.IDLE);
  private long memoryNanos = System.nanoTime() - MEMORY_EVERY_NANOS;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private boolean failing;
  private boolean stopped;
  private boolean ended;
  private long timer = -1;

  Drain(Vertx vertx, StreamsLink link) {
    this.vertx = vertx;
    this.link = link;
    this.figures = new DrainFigures(Metrics.of(vertx));
    this.memory = new MemoryAlarm(figures);
    this.drain = new StreamDrain(vertx.eventBus(), figures);
    this.waiting = new Waiting(drain);
  }

  /** Looks from now on. */
  void start() {
    again();
  }

  /** Looks at once. Completes when the ends are in the log; fails when that takes too long. */
  Future<Drained> drainTo(DrainTo until) {
    Future<Drained> drained = waiting.add(until);
    if (look.isComplete() && !failing) {
      again();
    }
    return drained;
  }

  /** Brings in what is there, for two seconds at most, and ends. Never fails. */
  Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return look.otherwise(Progress.MORE)
        .compose(progress -> toTheEnd())
        .timeout(LAST_DRAIN.toMillis(), TimeUnit.MILLISECONDS)
        .otherwiseEmpty()
        .onSuccess(nothing -> end());
  }

  private void end() {
    ended = true;
    link.close();
  }

  private Future<Void> toTheEnd() {
    return ended
        ? Future.succeededFuture()
        : lookAround().compose(p -> p == Progress.IDLE ? Future.succeededFuture() : toTheEnd());
  }

  private void again() {
    vertx.cancelTimer(timer);
    if (stopped) {
      return;
    }
    look = lookAround();
    look.onSuccess(this::looked).onFailure(this::failed);
  }

  private Future<Progress> lookAround() {
    figures.begin();
    return link.streams()
        .compose(this::lookAround)
        .onSuccess(progress -> figures.end())
        .eventually(waiting::settle);
  }

  private Future<Progress> lookAround(ActivityStreams streams) {
    return watchMemory(streams)
        .compose(nothing -> streams.names())
        .compose(names -> eachOf(streams, names));
  }

  /**
   * One after the other; a stream that fails keeps no other from its turn. Fails at the end, but
   * not while another has more: that is brought in without a pause.
   */
  private Future<Progress> eachOf(ActivityStreams streams, List<String> names) {
    List<Throwable> failures = new ArrayList<>();
    Future<Progress> all = Future.succeededFuture(Progress.IDLE);
    for (String name : names) {
      all = all.compose(before -> one(streams, name, failures).map(before::and));
    }
    return all.compose(
        progress ->
            failures.isEmpty() || progress == Progress.MORE
                ? Future.succeededFuture(progress)
                : Future.failedFuture(failures.get(0)));
  }

  private Future<Progress> one(ActivityStreams streams, String name, List<Throwable> failures) {
    return drain
        .advance(streams, name)
        .onFailure(failures::add)
        .onFailure(cause -> figures.leftAll())
        .otherwise(Progress.IDLE);
  }

  private Future<Void> watchMemory(ActivityStreams streams) {
    long nowNanos = System.nanoTime();
    if (nowNanos - memoryNanos < MEMORY_EVERY_NANOS) {
      return Future.succeededFuture();
    }
    memoryNanos = nowNanos;
    return memory.look(streams).compose(looked -> figures.measure(streams));
  }

  private void looked(Progress progress) {
    if (failing) {
      LOG.warn("The activity log is being written again.");
    }
    failing = false;
    pauseMillis = FIRST_PAUSE_MILLIS;
    if (progress == Progress.MORE) {
      vertx.runOnContext(nothing -> again());
    } else {
      later(waiting.isEmpty() ? pause(progress) : AWAITED_MILLIS);
    }
  }

  /** Two that look at the same moment would go on doing so. */
  private static long pause(Progress progress) {
    return progress == Progress.LOST
        ? ThreadLocalRandom.current().nextLong(PERIOD_MILLIS / 2, PERIOD_MILLIS * 3 / 2)
        : PERIOD_MILLIS;
  }

  private void failed(Throwable cause) {
    if (!failing && !stopped) {
      LOG.warn("Calls stay in Redis; the activity log cannot be written: {}", cause.getMessage());
    }
    failing = true;
    later(pauseMillis);
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
  }

  private void later(long millis) {
    if (!stopped) {
      timer = vertx.setTimer(millis, due -> again());
    }
  }
}
