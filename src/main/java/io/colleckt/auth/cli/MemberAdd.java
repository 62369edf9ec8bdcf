package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.colleckt.auth.account.NewOwner;
import io.colleckt.auth.account.Password;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code member add}: an invitation from a member, or the first owner of all from an operator. */
@Command(
    name = "add",
    description = {
      "Invites somebody; the link, which lets one person in, goes to standard output.",
      "With --first, makes the first workspace and its owner in a database that has none, with the"
          + " settings of the service."
    })
final class MemberAdd implements Callable<Integer> {
  private final Console console;

  @Mixin private Member member;
  @Mixin private Output output;

  @Parameters(paramLabel = "WHOM", description = "The e-mail address of whom to add.")
  private String whom;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "member",
      description = "owner, admin or member (the usual).")
  private String role;

  @Option(
      names = "--first",
      description =
          "The first of all, beside the database; with --new-password-file or a made-up one.")
  private boolean first;

  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "With --first: a file whose first line is the new member's password.")
  private Path newPasswordFile;

  MemberAdd(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (first) {
      beginWith(Optional.ofNullable(newPasswordFile).map(Member::firstLine).map(Password::new));
    } else if (newPasswordFile == null) {
      invite();
    } else {
      throw new Failure(
          Exit.MISUSED, "--new-password-file goes with --first; others choose their own password.");
    }
    return Exit.DONE;
  }

  private void invite() {
    try (Api api = member.signIn(console)) {
      JsonNode invited =
          api.post("/v1/members", Output.object().put("email", whom).put("role", role));
      output.tell(console, invited, Console.printable(invited.path("invite_url").asText()));
      if (!output.isJson()) {
        console.note(
            "Pass this link on by a way that you trust: it lets one person in, until %s."
                .formatted(Console.printable(invited.path("expires_at").asText())));
      }
    }
  }

  private void beginWith(Optional<Password> password) throws Exception {
    try (OperatorStores stores = OperatorStores.open(console)) {
      stores.migrate();
      NewOwner owner =
          stores
              .addFirst(whom, password)
              .orElseThrow(
                  () ->
                      new Failure(
                          Exit.FAILED, "There is a member already: let him or her invite."));
      String madeUp = owner.madeUp().map(Password::text).orElse(null);
      output.tell(
          console,
          Output.object()
              .put("email", owner.member().email())
              .put("workspace_id", owner.workspaceId())
              .put("password", madeUp),
          madeUp == null ? "Added." : madeUp);
      if (!output.isJson() && madeUp != null) {
        console.note("That is the password, shown this once.");
      }
    }
  }
}
