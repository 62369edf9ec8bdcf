package io.colleckt.auth.health;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The pulse of one event loop: it beats ten times a second as long as the loop turns. Felt by one
 * thread, which is no event loop.
 */
final class Pulse {
  private static final long BEAT_MILLIS = 100;

  /** A look that took longer says nothing of the loop: then the whole process stood still. */
  private static final Duration LONGEST_STEP = Duration.ofMillis(500);

  private final LongConsumer delays;
  private volatile long beats;
  private volatile Thread thread;
  private long felt;
  private Duration silence = Duration.ZERO;
  private long dueNanos;

  /**
   * @param delays is told by how many nanoseconds each beat came late, on the loop
   */
  Pulse(LongConsumer delays) {
    this.delays = delays;
  }

  /** Begins to beat, until the loop ends. */
  void start(EventExecutor loop) {
    Future<?> ignored =
        loop.scheduleWithFixedDelay(this::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** To be called by the loop only, which makes the increment safe. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void beat() {
    long now = System.nanoTime();
    if (beats > 0) {
      delays.accept(now - dueNanos);
    }
    dueNanos = now + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
    thread = Thread.currentThread();
    beats++;
  }

  /**
   * How long there has been no beat while the process ran.
   *
   * @param elapsed since the last call
   */
  Duration silence(Duration elapsed) {
    long now = beats;
    if (now != felt) {
      felt = now;
      silence = Duration.ZERO;
    } else {
      silence = silence.plus(elapsed.compareTo(LONGEST_STEP) < 0 ? elapsed : LONGEST_STEP);
    }
    return silence;
  }

  /** What the loop is busy with at the moment, as an exception that carries its stack. */
  StuckException stuck() {
    Thread loop = thread;
    StackTraceElement[] stack = loop == null ? new StackTraceElement[0] : loop.getStackTrace();
    String name = loop == null ? "that never turned" : loop.getName();
    String where = stack.length == 0 ? "" : ", in " + stack[0];
    String message = "Event loop %s has not turned for %.1f s%s.";
    return new StuckException(message.formatted(name, silence.toMillis() / 1000.0, where), stack);
  }
}
