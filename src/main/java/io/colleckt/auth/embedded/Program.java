package io.colleckt.auth.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One of the two server programs at work on one directory: how to know it among the processes of
 * the machine, and how to end it.
 *
 * @param title for people
 * @param executable the file name of the program
 * @param directory the real path that it works on: its working directory, and named on its command
 *     line
 * @param pidFile whose first line is the process id
 * @param stopping from the mildest signal to the last
 */
record Program(
    String title, String executable, Path directory, Path pidFile, List<Signal> stopping) {
  private static final Duration TICK = Duration.ofMillis(5);

  /**
   * Ends the server that an earlier run has left behind, and waits for that. A pid file that names
   * no process, or a process that is something else, is what a crash or a reboot leaves: no process
   * is touched then.
   *
   * @throws StoreFailed if it does not end
   */
  void stopOrphan() {
    orphan().ifPresent(process -> stop(process.pid(), () -> isThis(process)));
  }

  /** The live process of the pid file, if it is this program on this directory. */
  Optional<ProcessHandle> orphan() {
    return namedByPidFile().filter(this::isThis);
  }

  /** Whether the pid file names a live process that is something else. */
  boolean pidFileNamesStranger() {
    return namedByPidFile().filter(process -> !isThis(process)).isPresent();
  }

  /** Signals, waits, and goes on to the next signal until {@code alive} says no. */
  void stop(long pid, BooleanSupplier alive) {
    for (Signal signal : stopping) {
      try {
        signal.send(pid);
      } catch (IOException e) {
        throw new StoreFailed(title + " (process " + pid + ") cannot be signalled: " + e, e);
      }
      if (await(() -> !alive.getAsBoolean(), signal.patience())) {
        return;
      }
    }
    throw new StoreFailed(title + " (process " + pid + ") does not end.");
  }

  /** Looks every few milliseconds; true as soon as it holds, false when the time is over. */
  static boolean await(BooleanSupplier condition, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      try {
        Thread.sleep(TICK.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreFailed("Interrupted while waiting for a store.", e);
      }
    }
    return true;
  }

  private Optional<ProcessHandle> namedByPidFile() {
    try (var lines = Files.lines(pidFile)) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("[1-9][0-9]{0,9}"))
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * A process that has ended but was not collected by its parent has neither name nor arguments,
   * and so counts as gone.
   */
  private boolean isThis(ProcessHandle process) {
    boolean named =
        process
            .info()
            .command()
            .map(command -> Path.of(command).getFileName().toString().startsWith(executable))
            .orElse(true);
    return named && worksHere(process);
  }

  /** By its working directory; by its command line where the system does not show the former. */
  private boolean worksHere(ProcessHandle process) {
    try {
      return Files.isSameFile(Path.of("/proc/" + process.pid() + "/cwd"), directory);
    } catch (IOException e) {
      return process.info().arguments().stream()
          .flatMap(Arrays::stream)
          .anyMatch(argument -> Path.of(argument).startsWith(directory));
    }
  }
}
