package io.colleckt.auth.takeover;

import io.colleckt.auth.testing.Await;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command that goes on beside a test, until it is closed. */
final class Following implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int TURN_MILLIS = 20_000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile int exit = -1;

  Following(Installation service, LaravelDatabase laravel, String... words) {
    thread = new Thread(() -> exit = run(service, laravel, List.of(words)), "following");
    thread.start();
  }

  private int run(Installation service, LaravelDatabase laravel, List<String> words) {
    return service.commands("", out, err, laravel.environment()).run(words);
  }

  /** Returns once there is a line that begins so. */
  void await(String line) throws Exception {
    if (!Await.becomesTrue(
        PATIENCE_MILLIS, () -> lines().stream().anyMatch(l -> l.startsWith(line)))) {
      throw new AssertionError(line + " is not said, but " + lines() + notes());
    }
  }

  /** Returns once it has said so beside its results. */
  void awaitNote(String text) throws Exception {
    if (!Await.becomesTrue(PATIENCE_MILLIS, () -> notes().contains(text))) {
      throw new AssertionError(text + " is not said, but " + notes());
    }
  }

  List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  String notes() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Stops it, as a signal would, or finds that it has ended. Its exit code. */
  int end() {
    for (int i = 0; thread.isAlive() && i < PATIENCE_MILLIS / TURN_MILLIS; i++) {
      thread.interrupt(); // A driver may have swallowed the one before.
      join(TURN_MILLIS);
    }
    return exit;
  }

  /** Its exit code, once it has ended by itself. */
  int awaitEnd() {
    join(PATIENCE_MILLIS);
    return exit;
  }

  private void join(int millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    end();
  }
}
