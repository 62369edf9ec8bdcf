package io.colleckt.auth;

import io.colleckt.auth.cli.Commands;
import io.colleckt.auth.cli.Console;
import io.colleckt.auth.cli.Exit;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.takeover.ImportCsv;
import io.colleckt.auth.takeover.ImportSanctum;
import io.colleckt.auth.takeover.ShadowSanctum;
import io.colleckt.auth.validation.PlacementVerticle;
import java.util.List;

/**
 * Starts the service: its stores where none are given, the schema, the node. With words behind it,
 * runs the command that they name.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (args.length == 0) {
      serve();
    } else {
      int exit = commands().run(List.of(args));
      if (exit != Exit.GOES_ON) {
        System.exit(exit);
      }
    }
  }

  /** Every command of the jar: those of other packages than {@code cli} are added here. */
  private static Commands commands() {
    Console console = Console.ofProcess();
    return new Commands(console, Main::serve)
        .with(new ImportSanctum(console, () -> PlacementVerticle::new))
        .with(new ImportCsv(console, () -> PlacementVerticle::new))
        .with(new ShadowSanctum(console));
  }

  private static void serve() {
    try {
      Starting.run(Settings.load(System.getenv(), Settings.FILE));
    } catch (Exception e) {
      System.err.println("Colleckt Auth cannot start: " + Starting.reason(e));
      System.exit(Exit.FAILED);
    }
  }
}
