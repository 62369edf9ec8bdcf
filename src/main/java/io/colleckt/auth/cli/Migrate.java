package io.colleckt.auth.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate}: what every start does first, by itself, for whoever wants it apart. */
@Command(
    name = "migrate",
    description =
        "Brings the database of COLLECKT_MIGRATION_URL (or the embedded one) to the schema of this"
            + " version. A start does so as well.")
final class Migrate implements Callable<Integer> {
  private final Console console;

  @Mixin private Output output;

  Migrate(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (OperatorStores stores = OperatorStores.open(console)) {
      stores.migrate();
    }
    output.tell(
        console,
        Output.object().put("migrated", true),
        "The database has the schema of this version.");
    return Exit.DONE;
  }
}
