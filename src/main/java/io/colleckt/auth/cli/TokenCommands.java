package io.colleckt.auth.cli;

import picocli.CommandLine.Command;

/** What members do with tokens. */
@Command(
    name = "token",
    description = "Creates, lists, shows, revokes and rotates tokens of a running service.",
    subcommands = {
      TokenCreate.class,
      TokenList.class,
      TokenShow.class,
      TokenRevoke.class,
      TokenRotate.class
    })
final class TokenCommands {}
