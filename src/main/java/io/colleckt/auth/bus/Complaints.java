package io.colleckt.auth.bus;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into the log what is wrong with messages of other nodes: one line a second at most, since
 * one such node may send many. Safe for use from any thread.
 */
public final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private static final AtomicLong DUE = new AtomicLong(System.nanoTime());
  private static final AtomicLong LEFT_OUT = new AtomicLong();

  private Complaints() {}

  /** Takes one in; it is left out when another was written just before. */
  public static void add(String complaint) {
    long now = System.nanoTime();
    long due = DUE.get();
    if (now - due < 0 || !DUE.compareAndSet(due, now + PAUSE_NANOS)) {
      LEFT_OUT.incrementAndGet();
      return;
    }
    long leftOut = LEFT_OUT.getAndSet(0);
    LOG.warn(leftOut == 0 ? "{}" : "{} ({} others before it)", complaint, leftOut);
  }
}
