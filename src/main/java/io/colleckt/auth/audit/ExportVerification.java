package io.colleckt.auth.audit;

import io.colleckt.auth.audit.ExportFinding.Tampered;
import io.colleckt.auth.audit.ExportFinding.Unreadable;
import io.colleckt.auth.audit.ExportFinding.Whole;
import io.colleckt.auth.audit.ExportLines.BadLine;
import io.colleckt.auth.audit.Verification.Flaw;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Holds an exported audit log against its chain, line by line, at constant memory and without any
 * store. For one use.
 */
public final class ExportVerification {
  private static final AuditHead FAR = new AuditHead(Long.MAX_VALUE, "");

  private final ExportLines lines;
  private final Optional<AuditHead> kept;
  private int workspaceId;
  private AuditChain chain;

  /**
   * @param kept a head that was kept elsewhere: its row must be in the file
   */
  public ExportVerification(InputStream file, Optional<AuditHead> kept) {
    this.lines = new ExportLines(new BufferedInputStream(file));
    this.kept = kept;
  }

  /**
   * Reads up to the first thing that is wrong, or to the end.
   *
   * @throws IOException when the file cannot be read
   */
  public ExportFinding verify() throws IOException {
    Optional<ExportFinding> unreadable = open();
    return unreadable.isPresent() ? unreadable.get() : follow();
  }

  private Optional<ExportFinding> open() throws IOException {
    Optional<String> first;
    try {
      first = lines.next();
    } catch (BadLine e) {
      return unreadable("This is no export of an audit log: the first line is none of it.");
    }
    if (first.isEmpty()) {
      return unreadable("The file is empty.");
    }
    Optional<ExportFormat.Opening> opening = ExportFormat.readOpening(first.get());
    if (opening.isEmpty()) {
      return unreadable("This is no export of an audit log: the first line is none of it.");
    }
    if (opening.get().version() != ExportFormat.VERSION) {
      return unreadable(
          "The file has format version %d; version %d is understood here."
              .formatted(opening.get().version(), ExportFormat.VERSION));
    }
    workspaceId = opening.get().workspaceId();
    chain = new AuditChain(workspaceId);
    return Optional.empty();
  }

  private ExportFinding follow() throws IOException {
    Optional<ExportFinding> found = checkKept();
    while (found.isEmpty()) {
      try {
        found = lines.next().map(this::follow).orElseGet(this::cut);
      } catch (BadLine e) {
        found = tampered("Its line cannot be read: " + e.getMessage() + ".");
      }
    }
    return found.get() instanceof Whole whole ? atTheEnd(whole) : found.get();
  }

  /** Empty = to be continued. */
  private Optional<ExportFinding> follow(String line) {
    Optional<AuditRow> row = ExportFormat.readRow(line);
    if (row.isPresent()) {
      Optional<Flaw> flaw = chain.follow(row.get(), FAR);
      return flaw.isPresent() ? flaw.map(ExportVerification::tampered) : checkKept();
    }
    Optional<AuditHead> head = ExportFormat.readHead(line, workspaceId);
    return head.isPresent() ? finish(head.get()) : tampered("Its line is not as it was exported.");
  }

  private Optional<ExportFinding> finish(AuditHead head) {
    Optional<Flaw> flaw = chain.finish(head);
    if (flaw.isPresent()) {
      return flaw.map(ExportVerification::tampered);
    }
    return kept.isPresent() && kept.get().seq() > head.seq()
        ? tampered("The rows from here on are missing: a later head was kept.")
        : Optional.of(new Whole(workspaceId, head));
  }

  private ExportFinding atTheEnd(Whole whole) throws IOException {
    try {
      if (lines.next().isEmpty()) {
        return whole;
      }
    } catch (BadLine e) {
      // More than nothing all the same.
    }
    return new Tampered(chain.end().seq() + 1, "Something follows the end of the export.");
  }

  private Optional<ExportFinding> checkKept() {
    AuditHead end = chain.end();
    return kept.isPresent() && kept.get().seq() == end.seq() && !kept.get().equals(end)
        ? Optional.of(new Tampered(end.seq(), "This row is not the one whose head was kept."))
        : Optional.empty();
  }

  private Optional<ExportFinding> cut() {
    return tampered("The file ends before its last line: it was cut, or the export broke off.");
  }

  private Optional<ExportFinding> tampered(String reason) {
    return Optional.of(new Tampered(chain.end().seq() + 1, reason));
  }

  private static ExportFinding tampered(Flaw flaw) {
    return new Tampered(flaw.seq(), flaw.reason());
  }

  private static Optional<ExportFinding> unreadable(String reason) {
    return Optional.of(new Unreadable(reason));
  }
}
