package io.colleckt.auth.takeover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colleckt.auth.cli.Console;
import io.colleckt.auth.cli.Exit;
import io.colleckt.auth.cli.Failure;
import io.colleckt.auth.cli.Output;
import io.colleckt.auth.cli.ServiceUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code shadow-sanctum}: presents the tokens of a log to the application and to this service, and
 * tells where the two do not agree.
 */
@Command(
    name = "shadow-sanctum",
    description = {
      "Reads lines that hold tokens (id|secret), as they come, and presents each token once to the"
          + " application and to this service. Prints the ids of those that one accepts and the"
          + " other does not; exit code 1 when there are any. Secrets are sent to these two and are"
          + " neither kept nor shown.",
      "Each comparison is a call on record here, and a use of the token there."
    })
public final class ShadowSanctum implements Callable<Integer> {
  private static final int MOST_REPEATS = 3;
  private static final long REST_MILLIS = 300;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final Console console;
  private final PresentedTokens presented = new PresentedTokens();
  private long compared;
  private long silent;
  private long differing;

  @Mixin private ServiceUrl service;
  @Mixin private Output output;

  @Option(
      names = "--theirs",
      paramLabel = "URL",
      required = true,
      description = "An address of the application that needs a token, such as its /api/user.")
  private URI theirs;

  @Option(
      names = "--ours",
      paramLabel = "URL",
      description = "That of this service; /v1/verify at --url when absent.")
  private URI ours;

  @Parameters(
      paramLabel = "FILE",
      defaultValue = "-",
      description = "The lines; standard input when absent.")
  private String file;

  /** The command. */
  public ShadowSanctum(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Door there = door(theirs);
    Door here = door(ours != null ? ours : service.of(console).resolve("/v1/verify"));
    try (InputStream in = file.equals("-") ? console.in() : Files.newInputStream(Path.of(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        for (PresentedTokens.Presented token : presented.in(line)) {
          compare(there, here, token);
        }
      }
    } catch (IOException e) {
      throw new Failure(Exit.MISUSED, "The lines cannot be read: " + Console.printable(file));
    }
    console.note(
        "%d tokens compared, %d differ; %d more had no verdict of both."
            .formatted(compared, differing, silent));
    return differing > 0 ? Exit.FAILED : Exit.DONE;
  }

  /** A difference counts when it is there twice: one may have changed between the two questions. */
  private void compare(Door there, Door here, PresentedTokens.Presented token)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Door.Word theirWord = word(there, token);
      Door.Word ourWord = word(here, token);
      if (theirWord == Door.Word.NOTHING || ourWord == Door.Word.NOTHING) {
        silent++;
        return;
      }
      if (theirWord == ourWord || attempt == 2) {
        compared++;
        if (theirWord != ourWord) {
          differing++;
          tell(token.id(), theirWord, ourWord);
        }
        return;
      }
    }
  }

  /** Asked again while it says nothing, a few times: somebody may be busy for a moment. */
  private static Door.Word word(Door door, PresentedTokens.Presented token)
      throws InterruptedException {
    Door.Word word = door.ask(token);
    for (int again = 0; word == Door.Word.NOTHING && again < MOST_REPEATS; again++) {
      Thread.sleep(REST_MILLIS);
      word = door.ask(token);
    }
    return word;
  }

  private void tell(long id, Door.Word theirWord, Door.Word ourWord) {
    ObjectNode object =
        Output.object().put("id", id).put("theirs", text(theirWord)).put("ours", text(ourWord));
    output.tell(
        console, object, "%d\ttheirs: %s\tours: %s".formatted(id, text(theirWord), text(ourWord)));
  }

  private static String text(Door.Word word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static Door door(URI address) {
    boolean web = address.getScheme() != null && SCHEMES.contains(address.getScheme());
    if (!web || address.getHost() == null || address.getUserInfo() != null) {
      throw new Failure(Exit.MISUSED, "--theirs and --ours take addresses of http or https.");
    }
    return new Door(address);
  }
}
