package io.colleckt.auth.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code serve}: what the jar does without any words, too. */
@Command(name = "serve", description = "Starts the service; so does the jar without any command.")
final class Serve implements Callable<Integer> {
  private final Runnable service;

  /**
   * The command.
   *
   * @param service starts it; returns once it runs, and ends the process when it cannot
   */
  Serve(Runnable service) {
    this.service = service;
  }

  @Override
  public Integer call() {
    service.run();
    return Exit.GOES_ON;
  }
}
