package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code token revoke}: says that a token is dead only when no node accepts it any more. */
@Command(
    name = "revoke",
    description =
        "Revokes tokens. Returns once no check of them is accepted any more, with the receipts.")
final class TokenRevoke implements Callable<Integer> {
  private final Console console;

  @Mixin private Member member;
  @Mixin private Output output;

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "Their numbers.",
      converter = TokenId.class)
  private List<Long> ids;

  TokenRevoke(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Api api = member.signIn(console)) {
      return ids.stream().mapToInt(id -> revoke(api, id)).max().orElse(Exit.DONE);
    }
  }

  /** One that fails keeps no other from being revoked. */
  private int revoke(Api api, long id) {
    try {
      JsonNode receipt = Pending.repeat(() -> api.delete("/v1/tokens/" + id));
      output.tell(console, receipt, TokenText.receipt(receipt));
      return Exit.DONE;
    } catch (Failure e) {
      if (e.exit() == Exit.READER_GONE) {
        throw e;
      }
      console.note("colleckt: Token " + id + ": " + e.getMessage());
      return e.exit();
    }
  }
}
