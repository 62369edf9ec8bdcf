package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who asks the service: a member who signs in, with a password that no option shows. */
final class Member {
  private static final String NEWCOMER = "owner@localhost";
  private static final int LONGEST_FILE = 1_024;

  @Mixin private ServiceUrl service;

  @Option(
      names = "--email",
      paramLabel = "EMAIL",
      description = "Who signs in; else COLLECKT_EMAIL, else owner@localhost.")
  private String email;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file whose first line is the password; else COLLECKT_PASSWORD, else it is asked for.")
  private Path passwordFile;

  @Option(
      names = "--workspace",
      paramLabel = "ID",
      description = "For members of several: which one; else the one joined first.")
  private Integer workspace;

  /**
   * Signs in.
   *
   * @throws Failure when that is not possible
   */
  Api signIn(Console console) {
    return Api.signIn(transport(console), credentials(console));
  }

  /** Where the service is. */
  Transport transport(Console console) {
    return new Transport(service.of(console));
  }

  /** E-mail address and password, asked for if need be. */
  ObjectNode credentials(Console console) {
    String who = email != null ? email : console.variable("COLLECKT_EMAIL").orElse(NEWCOMER);
    ObjectNode credentials =
        Output.object().put("email", who).put("password", password(console, who));
    if (workspace != null) {
      credentials.put("workspace_id", workspace);
    }
    return credentials;
  }

  private String password(Console console, String who) {
    if (passwordFile != null) {
      return firstLine(passwordFile);
    }
    Optional<String> password =
        console
            .variable("COLLECKT_PASSWORD")
            .or(() -> console.askSecret("Password of " + Console.printable(who) + ": "));
    return password.orElseThrow(
        () ->
            new Failure(
                Exit.MISUSED,
                "No password: set COLLECKT_PASSWORD, or name a file with --password-file."));
  }

  static String firstLine(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new Failure(Exit.MISUSED, "The password cannot be read from " + file + ".");
    }
  }
}
