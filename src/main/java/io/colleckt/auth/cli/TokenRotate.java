package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token rotate}: writes the new token as {@code token create} does. */
@Command(
    name = "rotate",
    description = "Replaces a token and writes the new one to standard output.")
final class TokenRotate implements Callable<Integer> {
  private final Console console;

  @Mixin private Member member;
  @Mixin private Output output;

  @Parameters(paramLabel = "ID", description = "Its number.", converter = TokenId.class)
  private long id;

  @Option(
      names = "--grace-hours",
      paramLabel = "HOURS",
      required = true,
      description = "How long the old one goes on, 0 to 720.")
  private int graceHours;

  TokenRotate(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Api api = member.signIn(console)) {
      JsonNode rotated =
          api.post("/v1/tokens/" + id + "/rotate", Output.object().put("grace_hours", graceHours));
      TokenCreate.show(console, output, rotated);
      if (!output.isJson()) {
        JsonNode old = rotated.path("previous");
        console.note("Token " + id + " expires at " + old.path("expires_at").asText() + ".");
      }
    }
    return Exit.DONE;
  }
}
