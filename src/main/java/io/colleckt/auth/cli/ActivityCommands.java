package io.colleckt.auth.cli;

import picocli.CommandLine.Command;

/** The activity log. */
@Command(
    name = "activity",
    description = "Shows calls as they are recorded.",
    subcommands = ActivityTail.class)
final class ActivityCommands {}
