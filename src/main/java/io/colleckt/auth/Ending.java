package io.colleckt.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How this process ends: 0 when it was told to (SIGTERM, SIGINT) and all was brought to its end, 1
 * when that took too long or failed, 70 when it was beyond repair. Without this a JVM that gets
 * SIGTERM says 143. May be used from any thread; what comes first counts.
 */
final class Ending {
  /** {@code EX_SOFTWARE} of sysexits.h. */
  static final int BEYOND_REPAIR = 70;

  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  /** Said first, and without memory: the log may find none. */
  private static final byte[] OUT_OF_MEMORY =
      "OutOfMemoryError: the process is beyond repair and ends.\n".getBytes(US_ASCII);

  private static final FileOutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

  private static final int STOPPED = 0;
  private static final int FAILED = 1;
  private static final long PATIENCE_SECONDS = 10;

  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean halting;
  private volatile AutoCloseable stores = () -> {};

  /** What the node stands on, to be closed after it. */
  void alsoCloses(AutoCloseable embedded) {
    stores = embedded;
  }

  /** From now on a signal stops the node: HTTP first, then what it stands on. */
  void onSignal(Node node) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> signalled(node), "shutdown"));
  }

  /** The node did not start. */
  void afterFailure(Node node) {
    if (begun.compareAndSet(false, true)) {
      stop(node);
    } else {
      awaitHalt();
    }
  }

  /**
   * Ends the process at once, so that a supervisor starts another; whoever is connected is cut off.
   */
  void beyondRepair(Throwable cause) {
    if (begun.compareAndSet(false, true)) {
      halting = true;
      try {
        if (cause instanceof OutOfMemoryError) {
          STANDARD_ERROR.write(OUT_OF_MEMORY);
        }
        LOG.error("Beyond repair; the process ends with exit code {}.", BEYOND_REPAIR, cause);
        Thread closing = new Thread(this::closeStores, "closing");
        closing.start();
        closing.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        LOG.error("Standard error is closed.", e);
      } finally {
        Runtime.getRuntime().halt(BEYOND_REPAIR);
      }
    }
  }

  private void signalled(Node node) {
    if (begun.compareAndSet(false, true)) {
      Runtime.getRuntime().halt(stop(node) ? STOPPED : FAILED);
    } else {
      awaitHalt();
    }
  }

  /** Lets a process that is beyond repair end by its own exit code. */
  private void awaitHalt() {
    try {
      Thread.sleep(halting ? TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS) : 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether all was brought to its end in time. */
  private boolean stop(Node node) {
    boolean stopped = false;
    try {
      long seconds = node.stopDelay().toSeconds() + PATIENCE_SECONDS;
      node.stop().toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
      stopped = true;
    } catch (TimeoutException e) {
      LOG.error("Not all was brought to its end in {} s.", PATIENCE_SECONDS);
    } catch (Exception e) {
      LOG.error("The node did not stop cleanly.", e);
    }
    return closeStores() && stopped;
  }

  private boolean closeStores() {
    try {
      stores.close();
      return true;
    } catch (Exception e) {
      LOG.error("The embedded stores did not stop cleanly.", e);
      return false;
    }
  }
}
