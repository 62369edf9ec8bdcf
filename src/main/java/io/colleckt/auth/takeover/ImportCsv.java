package io.colleckt.auth.takeover;

import io.colleckt.auth.cli.Console;
import io.colleckt.auth.foreign.CsvSource;
import io.colleckt.auth.foreign.RowReader;
import io.colleckt.auth.foreign.RowRules;
import io.vertx.core.Deployable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import-csv}: takes over keys of which the SHA-256 is known. */
@Command(
    name = "import-csv",
    description = {
      "Takes over hashed keys from a CSV file with the columns id (a number) and hash (SHA-256 of"
          + " the key, as hex or Base64), and if they are there name, abilities (a JSON list, or"
          + " names with blanks between them; everything when absent), created_at, expires_at,"
          + " last_used_at, tokenable_type and tokenable_id (its owner).",
      "A key is presented as id|key or id.key from then on, the key having 40 to 128 characters."
    })
public final class ImportCsv implements Callable<Integer> {
  private static final String NAME = "import-csv";

  private final Console console;
  private final Supplier<Function<String, Deployable>> placement;

  @Mixin private ImportOptions options;

  @Parameters(
      paramLabel = "FILE",
      description = "UTF-8, with the names of the columns in its first line.")
  private Path file;

  @Option(
      names = "--column",
      paramLabel = "NAME=THEIRS",
      description = "What a column is called in the file; may be repeated.")
  private Map<String, String> columns = Map.of();

  /**
   * The command.
   *
   * @param placement what makes what places marks in the Redis at an address; asked for only when
   *     it is needed, so that other commands do not load Vert.x
   */
  public ImportCsv(Console console, Supplier<Function<String, Deployable>> placement) {
    this.console = console;
    this.placement = placement;
  }

  @Override
  public Integer call() {
    RowRules rules =
        new RowRules(
            options.owners(),
            options.environment(),
            Optional.empty(),
            options.zone(),
            RowRules.Dialect.KEYS);
    return new ImportRun(
            console,
            placement.get(),
            options,
            options.origin(NAME, Optional.of(file.getFileName().toString())))
        .once(rules, new CsvSource(file, columns, RowReader.KEY_COLUMNS));
  }
}
