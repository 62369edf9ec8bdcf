package io.colleckt.auth.takeover;

import io.colleckt.auth.cli.Exit;
import io.colleckt.auth.cli.Failure;
import io.colleckt.auth.cli.Output;
import io.colleckt.auth.foreign.Origin;
import io.colleckt.auth.foreign.Owners;
import io.colleckt.auth.foreign.RowReader;
import io.colleckt.auth.foreign.SourceException;
import io.colleckt.auth.token.Environment;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every import may be told. */
final class ImportOptions {
  @Mixin private OwnerOptions owners;
  @Mixin private Output output;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      defaultValue = "production",
      description = "production (the usual) or sandbox.")
  private String environment;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Of times without an offset: app.timezone of the application; UTC when absent.")
  private String zone;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "Tells one installation from another, in the audit log too; when absent, the host and the"
              + " name of its database, or the name of the file.")
  private String source;

  @Option(
      names = "--reserve",
      paramLabel = "ID",
      defaultValue = "0",
      description =
          "No token that is made here from now on gets an id up to this: room for those that the"
              + " source still makes.")
  private long reserve;

  @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
  private boolean dryRun;

  Owners owners() {
    try {
      return owners.owners();
    } catch (SourceException e) {
      throw ImportRun.failure(e);
    }
  }

  Output output() {
    return output;
  }

  Environment environment() {
    return Environment.of(environment)
        .orElseThrow(() -> misused("--environment is production or sandbox."));
  }

  ZoneId zone() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw misused("--time-zone takes a name such as Europe/Berlin, or an offset.");
    }
  }

  boolean isDryRun() {
    return dryRun;
  }

  long reserve() {
    if (reserve < 0 || reserve > RowReader.GREATEST_ID) {
      throw misused("--reserve takes an id up to " + RowReader.GREATEST_ID + ".");
    }
    return reserve;
  }

  /**
   * @param command its name
   * @param usual the name of the source when none is given; empty = it cannot be known
   */
  Origin origin(String command, Optional<String> usual) {
    String name =
        Optional.ofNullable(source)
            .or(() -> usual)
            .orElseThrow(
                () ->
                    misused(
                        "Say with --source NAME which installation this is, and the same each time:"
                            + " its address would be that of another one on another machine."));
    if (!name.matches("[!-~]{1,200}")) {
      throw misused("--source takes up to 200 visible characters of ASCII.");
    }
    return new Origin(name, command + " by " + System.getProperty("user.name"));
  }

  private static Failure misused(String message) {
    return new Failure(Exit.MISUSED, message);
  }
}
