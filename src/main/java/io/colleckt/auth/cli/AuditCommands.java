package io.colleckt.auth.cli;

import picocli.CommandLine.Command;

/** The audit log. */
@Command(
    name = "audit",
    description = "Tells whether an audit log is whole.",
    subcommands = AuditVerify.class)
final class AuditCommands {}
