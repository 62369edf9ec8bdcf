package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code token show}. */
@Command(name = "show", description = "Shows a token, but never its secret.")
final class TokenShow implements Callable<Integer> {
  private final Console console;

  @Mixin private Member member;
  @Mixin private Output output;

  @Parameters(paramLabel = "ID", description = "Its number.", converter = TokenId.class)
  private long id;

  TokenShow(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Api api = member.signIn(console)) {
      JsonNode token = api.get("/v1/tokens/" + id).path("token");
      output.tell(console, token, TokenText.whole(token));
    }
    return Exit.DONE;
  }
}
