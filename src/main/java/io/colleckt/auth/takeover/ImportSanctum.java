package io.colleckt.auth.takeover;

import io.colleckt.auth.cli.Console;
import io.colleckt.auth.cli.Exit;
import io.colleckt.auth.cli.Failure;
import io.colleckt.auth.foreign.CsvSource;
import io.colleckt.auth.foreign.RowReader;
import io.colleckt.auth.foreign.RowRules;
import io.colleckt.auth.foreign.SourceException;
import io.colleckt.auth.persistence.SourceTable;
import io.vertx.core.Deployable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code import-sanctum}: takes over the tokens of a Laravel application. */
@Command(
    name = "import-sanctum",
    description = {
      "Takes over the tokens of Laravel Sanctum, with their ids, hashes, abilities and dates, so"
          + " that they work here as they are. Works on the stores of the service, which may be"
          + " running.",
      "Prints a line for each token: imported, unchanged, changed, skipped, collision, gone, and"
          + " with --follow revoked or paused. The same again changes nothing. Exit code 1 when"
          + " something was left out."
    })
public final class ImportSanctum implements Callable<Integer> {
  private static final String VARIABLE = "SANCTUM_DATABASE_URL";
  private static final String NAME = "import-sanctum";
  private static final String TABLE = "personal_access_tokens";
  private static final Pattern PASSWORD =
      Pattern.compile("[?&;][^=&;]*(pass|pwd|%)[^=&;]*=", Pattern.CASE_INSENSITIVE);

  private final Console console;
  private final Supplier<Function<String, Deployable>> placement;

  @Mixin private ImportOptions options;

  @Option(
      names = "--from",
      paramLabel = "URL",
      description =
          "mysql://user@host/database, mariadb://…, postgresql://… or sqlite:FILE; else, and always"
              + " when there is a password in it, SANCTUM_DATABASE_URL.")
  private String from;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "An export of the table instead, with the names of the columns in its first line.")
  private Path csv;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      defaultValue = TABLE,
      description = "The table; personal_access_tokens when absent.")
  private String table;

  @Option(
      names = "--expiration",
      paramLabel = "MINUTES",
      description =
          "sanctum.expiration of the application: a token expires so long after its creation, or"
              + " earlier.")
  private Long expiration;

  @Option(
      names = "--follow",
      description =
          "Goes on until it is stopped: what is made, changed or deleted at the source is made,"
              + " changed or revoked here; what cannot be here any more as it is there is paused.")
  private boolean follow;

  @Option(
      names = "--every",
      paramLabel = "MILLISECONDS",
      defaultValue = "1000",
      description = "How long --follow rests between two readings; 1000 when absent.")
  private long everyMillis;

  @Option(
      names = "--any-number",
      description = "Lets --follow revoke or pause more than half of the tokens at once.")
  private boolean anyNumber;

  /**
   * The command.
   *
   * @param placement what makes what places marks in the Redis at an address; asked for only when
   *     it is needed, so that other commands do not load Vert.x
   */
  public ImportSanctum(Console console, Supplier<Function<String, Deployable>> placement) {
    this.console = console;
    this.placement = placement;
  }

  @Override
  public Integer call() {
    if (follow && (csv != null || options.isDryRun())) {
      throw misused("--follow reads a database, and goes neither with --csv nor with --dry-run.");
    }
    if (everyMillis < 100 || (expiration != null && expiration < 1)) {
      throw misused("--every takes at least 100 milliseconds, --expiration at least a minute.");
    }
    try {
      return csv != null ? run(file(), csv.getFileName().toString()) : run(database());
    } catch (SourceException e) {
      throw ImportRun.failure(e);
    }
  }

  private int run(CsvSource source, String name) {
    return run(Optional.of(name)).once(rules(), source);
  }

  private int run(SourceTable source) {
    ImportRun run = run(source.place(TABLE));
    return follow
        ? run.follow(rules(), source, Duration.ofMillis(everyMillis), anyNumber)
        : run.once(rules(), source);
  }

  private ImportRun run(Optional<String> name) {
    return new ImportRun(console, placement.get(), options, options.origin(NAME, name));
  }

  private RowRules rules() {
    return new RowRules(
        options.owners(),
        options.environment(),
        Optional.ofNullable(expiration).map(Duration::ofMinutes),
        options.zone(),
        RowRules.Dialect.SANCTUM);
  }

  private CsvSource file() {
    if (from != null) {
      throw misused("Either --from URL or --csv FILE.");
    }
    return new CsvSource(csv, Map.of(), RowReader.SANCTUM_COLUMNS);
  }

  private SourceTable database() {
    String url = from != null ? from : console.environment().getOrDefault(VARIABLE, "");
    if (url.isBlank()) {
      throw misused(
          "Say where the tokens are: --from URL, or SANCTUM_DATABASE_URL, or --csv FILE.");
    }
    if (from != null && holdsPassword(from)) {
      throw misused(
          "Others see arguments: an address with a password goes in SANCTUM_DATABASE_URL.");
    }
    return new SourceTable(
        url.strip(), table, RowReader.SANCTUM_COLUMNS, RowReader.SANCTUM_OPTIONAL);
  }

  /** Before the host, or in a parameter. */
  private static boolean holdsPassword(String url) {
    return url.matches("[^/]*//[^/@]*:.*@.*") || PASSWORD.matcher(url).find();
  }

  private static Failure misused(String message) {
    return new Failure(Exit.MISUSED, message);
  }
}
