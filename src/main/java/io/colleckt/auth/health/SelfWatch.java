package io.colleckt.auth.health;

import io.colleckt.auth.health.Trouble.Kind;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.metrics.Timing;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks five times a second, on a thread of its own, whether the process stood still, its wall
 * clock jumped, or an event loop does not turn. A node that stood still says that it is not ready
 * for two seconds more: its connections and leases are as old as that. One of whose event loops
 * does not turn for half a minute is beyond repair.
 */
public final class SelfWatch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration RECOVERY = Duration.ofSeconds(2);
  private static final Duration LONG_SILENCE = Duration.ofSeconds(1);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private static final Duration[] DELAYS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1)
  };

  private final Health health;
  private final Consumer<Throwable> lastResort;
  private final List<Pulse> pulses = new ArrayList<>();
  private final Thread thread = new Thread(this::watch, "self-watch");
  private Duration sinceStill = RECOVERY;
  private Duration sinceJump = RECOVERY;
  private volatile boolean closed;

  /**
   * @param lastResort told, on the thread of the watch, when the node is beyond repair
   */
  public SelfWatch(Health health, Consumer<Throwable> lastResort) {
    this.health = health;
    this.lastResort = lastResort;
    thread.setDaemon(true);
  }

  /** Watches every event loop of this Vert.x, until this is closed. */
  public void start(Vertx vertx) {
    Timing delays =
        Metrics.of(vertx)
            .timing("colleckt.event.loop.delay", "By how much timers come late.", DELAYS);
    VertxInternal inside = (VertxInternal) vertx;
    inside.eventLoopGroup().forEach(loop -> feel(loop, delays));
    inside.acceptorEventLoopGroup().forEach(loop -> feel(loop, delays));
    thread.start();
  }

  /** Ends the watch; to be called before the event loops end. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void feel(EventExecutor loop, Timing delays) {
    Pulse pulse = new Pulse(delays::record);
    pulses.add(pulse);
    pulse.start(loop);
  }

  /** Whatever ends the watch but its closing is as bad as what it watches for. */
  private void watch() {
    try {
      Clocks clocks = new Clocks(System.nanoTime(), System.currentTimeMillis());
      while (!closed) {
        Thread.sleep(LOOK.toMillis());
        look(clocks.look(System.nanoTime(), System.currentTimeMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      lastResort.accept(e);
    }
  }

  private void look(Clocks.Step step) {
    sinceStill = step.stoodStill() ? Duration.ZERO : sinceStill.plus(step.elapsed());
    sinceJump = step.jumped() ? Duration.ZERO : sinceJump.plus(step.elapsed());
    tell(Kind.FROZEN, sinceStill, "The process stood still for %.1f s.", step.elapsed());
    tell(Kind.CLOCK, sinceJump, "The clock of this machine jumped by %+.1f s.", step.jump());
    lookAtLoops(step.elapsed());
  }

  private void tell(Kind kind, Duration since, String words, Duration what) {
    if (since.isZero()) {
      health.begin(kind, words.formatted(what.toMillis() / 1000.0));
    } else if (since.compareTo(RECOVERY) > 0) {
      health.end(kind);
    }
  }

  private void lookAtLoops(Duration elapsed) {
    Duration longest = Duration.ZERO;
    Pulse stuck = null;
    for (Pulse pulse : pulses) {
      Duration silence = pulse.silence(elapsed);
      if (silence.compareTo(longest) > 0) {
        longest = silence;
        stuck = pulse;
      }
    }
    if (longest.compareTo(LONG_SILENCE) <= 0) {
      health.end(Kind.EVENT_LOOP);
    } else {
      judge(stuck.stuck(), longest);
    }
  }

  private void judge(StuckException stuck, Duration silence) {
    health.begin(Kind.EVENT_LOOP, stuck.getMessage());
    if (silence.compareTo(LONGEST_SILENCE) > 0) {
      closed = true;
      lastResort.accept(stuck);
    }
  }
}
