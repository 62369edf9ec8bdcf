package io.colleckt.auth.cli;

import picocli.CommandLine.Command;

/** Who is in the workspace. */
@Command(name = "member", description = "Adds members.", subcommands = MemberAdd.class)
final class MemberCommands {}
