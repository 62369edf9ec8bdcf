package io.colleckt.auth;

import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.ExportFinding;
import io.colleckt.auth.audit.ExportVerification;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code audit verify FILE [--head SEQ:HASH]}: tells whether an exported audit log is as it was
 * exported. Needs no store and no settings.
 *
 * @param in read where FILE is {@code -}
 */
record AuditCommand(InputStream in, PrintStream out, PrintStream err) {
  static final int WHOLE = 0;
  static final int TAMPERED = 1;
  static final int UNREADABLE = 2;

  private static final String USAGE =
      """
      Usage: java -jar colleckt-auth.jar                          starts the service
             java -jar colleckt-auth.jar audit verify FILE        tells whether an exported audit log is whole
               FILE             the answer of /v1/audit/export, or - for standard input
               --head SEQ:HASH  a head that was kept elsewhere: its row must be in the file
      Exit status: 0 whole, 1 tampered with, 2 unreadable or misused.""";

  private static final int HEADLESS_ARGUMENTS = 3;

  /** Runs the command that these arguments name. Returns its exit status. */
  int run(List<String> arguments) {
    boolean plain = arguments.size() == HEADLESS_ARGUMENTS;
    boolean withHead =
        arguments.size() == HEADLESS_ARGUMENTS + 2 && arguments.get(3).equals("--head");
    if (!(plain || withHead) || !arguments.subList(0, 2).equals(List.of("audit", "verify"))) {
      return failed(USAGE);
    }
    Optional<AuditHead> head = plain ? Optional.empty() : AuditHead.parse(arguments.get(4));
    return withHead && head.isEmpty()
        ? failed("--head takes SEQ:HASH: a number and 64 hexadecimal digits in lower case.")
        : verify(arguments.get(2), head);
  }

  private int verify(String file, Optional<AuditHead> head) {
    try (InputStream bytes = open(file)) {
      return tell(new ExportVerification(bytes, head).verify(), head);
    } catch (IOException | InvalidPathException e) {
      return failed("The file cannot be read: " + file);
    }
  }

  private InputStream open(String file) throws IOException {
    return file.equals("-") ? in : Files.newInputStream(Path.of(file));
  }

  private int tell(ExportFinding finding, Optional<AuditHead> kept) {
    if (finding instanceof ExportFinding.Whole whole) {
      AuditHead head = whole.head();
      out.printf("Whole: %d rows of workspace %d.%n", head.seq(), whole.workspaceId());
      out.printf("Head: %s%n", head.text());
      if (kept.isEmpty()) {
        out.println(
            "Whether all of it was written anew only shows with a head that was kept: --head.");
      }
      return WHOLE;
    }
    if (finding instanceof ExportFinding.Tampered tampered) {
      out.printf("Tampered with at row %d: %s%n", tampered.seq(), tampered.reason());
      return TAMPERED;
    }
    return failed(((ExportFinding.Unreadable) finding).reason());
  }

  private int failed(String message) {
    err.println(message);
    return UNREADABLE;
  }
}
