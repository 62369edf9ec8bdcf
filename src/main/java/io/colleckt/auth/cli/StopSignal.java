package io.colleckt.auth.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a command that goes on until it is stopped that a signal has stopped it (Ctrl-C, SIGTERM,
 * SIGHUP), and gives it a moment to end in good order. The exit code is that of the signal (130,
 * 143, 129), whatever the command returns then.
 *
 * <p>This class is threadsafe.
 */
public final class StopSignal implements AutoCloseable {
  private final CountDownLatch given = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Listens from now on.
   *
   * @param patience the process ends so long after the signal, whatever the command does
   * @param wake what makes the command look whether the signal is given; called in another thread
   */
  public StopSignal(Duration patience, Runnable wake) {
    this.hook = new Thread(() -> stop(patience, wake), "stop-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop(Duration patience, Runnable wake) {
    given.countDown();
    wake.run();
    try {
      ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it is time to end. */
  public boolean isGiven() {
    return given.getCount() == 0;
  }

  /**
   * Waits, unless the command is to end. Returns false when it is to: by a signal, or because its
   * thread was interrupted.
   */
  public boolean rest(Duration time) {
    try {
      return !given.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** The command has ended. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs, and has been told.
    }
  }
}
