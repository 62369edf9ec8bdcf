package io.colleckt.auth.cli;

import io.colleckt.auth.activity.Redaction;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** All commands: their list, their help, and how each of them ends. */
@Command(
    name = Commands.NAME,
    description = "Issues, checks, revokes and watches API tokens.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Migrate.class,
      TokenCommands.class,
      MemberCommands.class,
      AuditCommands.class,
      ActivityCommands.class,
      Scan.class,
      Completion.class
    },
    footer = {
      "",
      "colleckt stands for: java -jar colleckt-auth.jar",
      "Exit codes: 0 done, 1 failed or found something, 2 wrong usage or unreadable, 3 refused,"
          + " 4 no answer or not yet, 70 beyond repair, 128 and more: stopped by a signal."
    })
public final class Commands {
  static final String NAME = "colleckt";

  private final Console console;
  private final CommandLine line;

  /**
   * The commands of this package.
   *
   * @param service what {@code serve} does: returns once the service runs
   */
  public Commands(Console console, Runnable service) {
    this.console = console;
    this.line = new CommandLine(this, new Wiring(console));
    line.addSubcommand(new Serve(service));
    line.getCommandSpec().addOption(help());
  }

  /** Adds a command of another package: an object with picocli's {@code @Command}. */
  public Commands with(Object command) {
    line.addSubcommand(command);
    return this;
  }

  /** Runs what these words name. Returns the exit code; {@link Exit#GOES_ON} = do not exit. */
  public int run(List<String> words) {
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(this::misused)
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    return line.execute(words.toArray(String[]::new));
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .scopeType(ScopeType.INHERIT)
        .description("Shows this and exits.")
        .build();
  }

  private int misused(ParameterException e, String[] words) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    say(Redaction.of(e.getMessage()) + " See: " + name + " --help");
    return Exit.MISUSED;
  }

  private int failed(Exception e) {
    if (e instanceof Failure failure) {
      if (failure.exit() != Exit.READER_GONE) {
        say(failure.getMessage());
      }
      return failure.exit();
    }
    say(Failure.line(e));
    return Exit.FAILED;
  }

  private void say(String message) {
    console.note(NAME + ": " + Console.printable(message.replaceAll("\\R", " ")));
  }

  /** Gives each command the console, by its constructor. */
  private record Wiring(Console console) implements IFactory {
    @Override
    public <K> K create(Class<K> kind) throws Exception {
      for (var constructor : kind.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Console.class) {
          return kind.cast(constructor.newInstance(console));
        }
      }
      return CommandLine.defaultFactory().create(kind);
    }
  }
}
