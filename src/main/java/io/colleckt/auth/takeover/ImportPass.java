package io.colleckt.auth.takeover;

import io.colleckt.auth.cli.Exit;
import io.colleckt.auth.cli.Failure;
import io.colleckt.auth.foreign.ForeignToken;
import io.colleckt.auth.foreign.KnownImport;
import io.colleckt.auth.foreign.Reading;
import io.colleckt.auth.foreign.RowOutcome;
import io.colleckt.auth.foreign.RowReader;
import io.colleckt.auth.foreign.RowReport;
import io.colleckt.auth.foreign.SourceRow;
import io.colleckt.auth.foreign.TokenSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One reading of a source from its first row to its last, and what follows from it here. What is
 * stored but not in force yet is looked at again in the next one.
 */
final class ImportPass {
  private static final int PAGE = 1_000;

  /** Fewer may always go at once. */
  private static final int FEW = 10;

  private final Desk desk;
  private final RowReader reader;
  private final ImportReport report;
  private final Set<Long> seen = new HashSet<>();
  private final Map<Long, RowOutcome> pending = new HashMap<>();

  ImportPass(Desk desk, RowReader reader, ImportReport report) {
    this.desk = desk;
    this.reader = reader;
    this.report = report;
  }

  /** Reports what a run would do, and changes nothing. */
  void preview(TokenSource source) {
    seen.clear();
    source.read(this::preview);
    tellGone(source);
  }

  /** Takes over what is there, and reports what has gone. */
  void run(TokenSource source) {
    take(source);
    tellGone(source);
  }

  /**
   * Takes over what is there, and revokes what has gone.
   *
   * @param anyNumber whether more than half of the tokens may go at once
   * @throws Failure when they have, and may not
   */
  void follow(TokenSource source, boolean anyNumber) {
    take(source);
    settle();
    List<KnownImport> gone = gone();
    if (!anyNumber && gone.size() > FEW && gone.size() > seen.size()) {
      throw new Failure(
          Exit.FAILED,
          "%d of %d tokens are no longer at the source: is it the right one? Nothing was revoked. If they are to be revoked: --any-number."
              .formatted(gone.size(), gone.size() + seen.size()));
    }
    gone.forEach(this::revoke);
  }

  private void preview(List<SourceRow> rows) {
    List<ForeignToken> tokens = readable(rows);
    desk.ask(imports -> imports.preview(tokens)).forEach(report::add);
  }

  private void take(TokenSource source) {
    seen.clear();
    source.read(this::take);
  }

  private void take(List<SourceRow> rows) {
    List<ForeignToken> tokens = readable(rows);
    if (!tokens.isEmpty()) {
      desk.ask(imports -> imports.take(tokens)).forEach(row -> told(row, RowOutcome.CHANGED));
    }
  }

  /** Those of the rows that can be here; the others are reported. */
  private List<ForeignToken> readable(List<SourceRow> rows) {
    List<ForeignToken> tokens = new ArrayList<>();
    for (SourceRow row : rows) {
      Reading reading = reader.read(row);
      if (reading instanceof Reading.Unfit unfit) {
        report.add(new RowReport(unfit.id(), RowOutcome.SKIPPED, unfit.reason()));
        if (unfit.works() && unfit.id().matches("\\d{1,18}")) {
          seen.add(Long.valueOf(unfit.id()));
        }
        continue;
      }
      ForeignToken token = ((Reading.Fit) reading).token();
      if (seen.add(token.id())) {
        tokens.add(token);
      } else {
        String reason = "Another row before it has the same id: that one counts.";
        report.add(new RowReport(token.id(), RowOutcome.SKIPPED, reason));
      }
    }
    return tokens;
  }

  /** What comes from the source, lives here, and is not there any more. */
  private List<KnownImport> gone() {
    List<KnownImport> gone = new ArrayList<>();
    long last = 0;
    List<KnownImport> page;
    do {
      long after = last;
      page = desk.ask(imports -> imports.page(after, PAGE));
      page.stream().filter(token -> !seen.contains(token.id())).forEach(gone::add);
      last = page.isEmpty() ? last : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
    return gone;
  }

  private void tellGone(TokenSource source) {
    if (source.isWhole()) {
      gone().forEach(this::tellGone);
    }
  }

  private void tellGone(KnownImport token) {
    String detail = "It is no longer at the source; --follow revokes it.";
    report.add(new RowReport(token.id(), RowOutcome.GONE, detail));
  }

  private void revoke(KnownImport token) {
    told(desk.ask(imports -> imports.revoke(token)), RowOutcome.REVOKED);
  }

  private void told(RowReport row, RowOutcome whenInForce) {
    if (row.outcome() == RowOutcome.PENDING) {
      pending.put(Long.valueOf(row.id()), whenInForce);
    }
    report.add(row);
  }

  /** Says of what was pending that it is in force, when it is. */
  private void settle() {
    for (Map.Entry<Long, RowOutcome> one : Map.copyOf(pending).entrySet()) {
      if (desk.ask(imports -> imports.enforce(one.getKey()))) {
        pending.remove(one.getKey());
        report.add(new RowReport(one.getKey(), one.getValue(), "in force now"));
      }
    }
  }
}
