package io.colleckt.auth.takeover;

import io.colleckt.auth.cli.Console;
import io.colleckt.auth.cli.Exit;
import io.colleckt.auth.cli.Failure;
import io.colleckt.auth.cli.StopSignal;
import io.colleckt.auth.foreign.Origin;
import io.colleckt.auth.foreign.RowReader;
import io.colleckt.auth.foreign.RowRules;
import io.colleckt.auth.foreign.SourceException;
import io.colleckt.auth.foreign.TokenSource;
import io.vertx.core.Deployable;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * An import from its first word to its exit code.
 *
 * @param placement what places marks in the Redis at an address
 */
record ImportRun(
    Console console, Function<String, Deployable> placement, ImportOptions options, Origin origin) {
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);

  /** So long a page of rows may still take once it is stopped. */
  private static final Duration PARTING = Duration.ofSeconds(10);

  /** Reads the source once. */
  int once(RowRules rules, TokenSource source) {
    try (Desk desk = open(rules);
        ImportReport report = new ImportReport(console, options.output())) {
      ImportPass pass = new ImportPass(desk, new RowReader(rules), report, report::pause);
      if (options.isDryRun()) {
        pass.preview(source);
      } else {
        desk.ask(imports -> imports.reserve(options.reserve()));
        pass.run(source);
      }
      conclude(desk, report);
      return report.isTroubled() ? Exit.FAILED : Exit.DONE;
    } catch (SourceException e) {
      throw failure(e);
    }
  }

  /**
   * Reads the source again and again, until a signal stops it or the thread is interrupted. What is
   * under way then is brought to its end and told.
   *
   * @param every how long it rests in between
   * @param anyNumber whether more than half of the tokens may go at once
   */
  int follow(RowRules rules, TokenSource source, Duration every, boolean anyNumber) {
    try (StopSignal stop = new StopSignal(PARTING, () -> {});
        Desk desk = open(rules);
        ImportReport report = new ImportReport(console, options.output())) {
      ImportPass pass =
          new ImportPass(desk, new RowReader(rules), report, () -> goOn(stop, report));
      desk.ask(imports -> imports.reserve(options.reserve()));
      try {
        pass.follow(source, anyNumber);
        conclude(desk, report);
        console.note("Following; stop it when nothing is made at the source any more.");
        String failing = "";
        while (stop.rest(failing.isEmpty() ? every : REST_AFTER_FAILURE)) {
          report.again();
          failing = attempt(() -> pass.follow(source, anyNumber), failing);
        }
      } catch (CancellationException e) {
        // What was done until then is told below.
      }
      conclude(desk, report);
      return report.isTroubled() ? Exit.FAILED : Exit.DONE;
    } catch (SourceException e) {
      throw failure(e);
    }
  }

  private static void goOn(StopSignal stop, ImportReport report) {
    if (stop.isGiven()) {
      throw new CancellationException();
    }
    report.pause();
  }

  /** How a command ends whose source cannot be read. */
  static Failure failure(SourceException cause) {
    return new Failure(cause.isAway() ? Exit.UNANSWERED : Exit.MISUSED, cause.getMessage());
  }

  private Desk open(RowRules rules) {
    Desk desk = Desk.open(console, placement, origin);
    try {
      requireWorkspaces(desk, rules.owners().workspaces());
      return desk;
    } catch (RuntimeException e) {
      desk.close();
      throw e;
    }
  }

  private static void requireWorkspaces(Desk desk, Set<Integer> workspaces) {
    Set<Integer> missing = desk.ask(imports -> imports.missing(workspaces));
    if (!missing.isEmpty()) {
      throw new Failure(Exit.MISUSED, "There is no workspace " + new TreeSet<>(missing) + ".");
    }
  }

  /** Tells of a failure once, and leaves it to the next round. Returns what failed, if anything. */
  private String attempt(Runnable pass, String failing) {
    try {
      pass.run();
      if (!failing.isEmpty()) {
        console.note("Following again.");
      }
      return "";
    } catch (SourceException | Failure e) {
      if (e instanceof Failure failure && failure.exit() != Exit.UNANSWERED) {
        throw failure;
      }
      if (!failing.equals(e.getMessage())) {
        console.note(e.getMessage() + " Trying again.");
      }
      return e.getMessage();
    }
  }

  private void conclude(Desk desk, ImportReport report) {
    report.close();
    console.note(
        (options.isDryRun() ? "Nothing was done. It would be: " : "") + report.summary() + ".");
    long highest = desk.ask(imports -> imports.highest());
    if (highest > desk.checksumWaivedTo()) {
      console.note(
          ("Tokens without a checksum, as older versions of Sanctum made them, are let in when"
                  + " every node is started with COLLECKT_IMPORTED_TOKEN_ID_MAX=%d (here it is %d).")
              .formatted(Math.max(highest, options.reserve()), desk.checksumWaivedTo()));
    }
  }
}
