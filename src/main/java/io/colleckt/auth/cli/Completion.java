package io.colleckt.auth.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: what a shell needs to know to complete words. */
@Command(
    name = "completion",
    description = {
      "Writes a script with which a shell completes commands and options.",
      "bash and zsh: alias colleckt='java -jar /path/to/colleckt-auth.jar';"
          + " source <(colleckt completion bash)"
    })
final class Completion implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  @SuppressWarnings("unused") // checked by picocli; the script finds out by itself
  private Shell shell;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = Commands.NAME,
      description = "What the command is called in the shell: colleckt, unless said otherwise.")
  private String name;

  /** Those whose completion the script speaks: one script, which finds out where it is. */
  enum Shell {
    bash,
    zsh
  }

  Completion(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")) {
      throw new Failure(Exit.MISUSED, "--name takes letters, digits, - and _.");
    }
    console.say(AutoComplete.bash(name, spec.root().commandLine()));
    return Exit.DONE;
  }
}
