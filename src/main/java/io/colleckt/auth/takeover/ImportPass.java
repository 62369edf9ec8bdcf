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
import io.colleckt.auth.token.TokenState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private final Runnable before;
  private final Set<Long> seen = new HashSet<>();

  /** Rows that cannot be here as they are, each with the reason. */
  private final Map<Long, String> unfit = new LinkedHashMap<>();

  /** Whose pause is in force. */
  private final Set<Long> paused = new HashSet<>();

  private final Map<Long, RowOutcome> pending = new HashMap<>();

  /**
   * @param before called before each page of rows, each revocation and each pause; what it throws
   *     ends the reading, and nothing more is done
   */
  ImportPass(Desk desk, RowReader reader, ImportReport report, Runnable before) {
    this.desk = desk;
    this.reader = reader;
    this.report = report;
    this.before = before;
  }

  /** What is here and is not at the source any more, or not so that it can be here. */
  private record Lost(List<KnownImport> gone, List<KnownImport> unfit) {}

  /** Reports what a run would do, and changes nothing. */
  void preview(TokenSource source) {
    begin();
    source.read(this::preview);
    tell(source);
  }

  /** Takes over what is there, and reports what has gone. */
  void run(TokenSource source) {
    take(source);
    tell(source);
  }

  /**
   * Takes over what is there, revokes what has gone, and pauses what cannot be here as it is there.
   *
   * @param anyNumber whether more than half of the tokens may go at once
   * @throws Failure when they have, and may not
   */
  void follow(TokenSource source, boolean anyNumber) {
    take(source);
    settle();
    Lost lost = lost();
    long ending = lost.gone.size() + lost.unfit.stream().filter(token -> !isPaused(token)).count();
    int kept = seen.size() - unfit.size();
    if (!anyNumber && ending > FEW && ending > kept) {
      throw new Failure(
          Exit.FAILED,
          "%d of %d tokens are no longer at the source, or not as they can be here: is it the right one? Nothing was revoked or paused. If they are to go: --any-number."
              .formatted(ending, ending + kept));
    }
    lost.gone.forEach(this::revoke);
    lost.unfit.forEach(this::pause);
    unfit.forEach(this::skip);
    report.whole();
  }

  private void begin() {
    seen.clear();
    unfit.clear();
  }

  private void preview(List<SourceRow> rows) {
    before.run();
    List<ForeignToken> tokens = readable(rows);
    desk.ask(imports -> imports.preview(tokens)).forEach(this::taken);
  }

  private void take(TokenSource source) {
    begin();
    source.read(this::take);
  }

  private void take(List<SourceRow> rows) {
    before.run();
    List<ForeignToken> tokens = readable(rows);
    if (!tokens.isEmpty()) {
      desk.ask(imports -> imports.take(tokens), this::late).forEach(this::taken);
    }
  }

  /** What is unfit is so in this reading as well, or is not any more. */
  private void late(List<RowReport> rows) {
    rows.stream()
        .filter(row -> row.outcome() != RowOutcome.SKIPPED)
        .forEach(row -> told(row, RowOutcome.CHANGED));
  }

  private void taken(RowReport row) {
    if (!isUnfit(row)) {
      told(row, RowOutcome.CHANGED);
    }
  }

  /** One that is here, but would have to be elsewhere, is left for the end. */
  private boolean isUnfit(RowReport row) {
    boolean skipped = row.outcome() == RowOutcome.SKIPPED;
    if (skipped) {
      unfit.put(Long.valueOf(row.id()), row.detail());
    }
    return skipped;
  }

  /** Those of the rows that can be here; the others are reported, or left for the end. */
  private List<ForeignToken> readable(List<SourceRow> rows) {
    List<ForeignToken> tokens = new ArrayList<>();
    for (SourceRow row : rows) {
      Reading reading = reader.read(row);
      if (reading instanceof Reading.Unfit bad) {
        leave(bad);
        continue;
      }
      ForeignToken token = ((Reading.Fit) reading).token();
      if (seen.add(token.id())) {
        tokens.add(token);
      } else {
        String reason = "Another row before it has the same id: that one counts.";
        skip(token.id(), reason);
      }
    }
    return tokens;
  }

  private void leave(Reading.Unfit row) {
    boolean mayBeHere = row.works() && row.id().matches("\\d{1,18}");
    if (mayBeHere && seen.add(Long.valueOf(row.id()))) {
      unfit.put(Long.valueOf(row.id()), row.reason());
    } else {
      report.add(new RowReport(row.id(), RowOutcome.SKIPPED, row.reason()));
    }
  }

  private Lost lost() {
    Lost lost = new Lost(new ArrayList<>(), new ArrayList<>());
    long last = 0;
    List<KnownImport> page;
    do {
      long after = last;
      page = desk.ask(imports -> imports.page(after, PAGE));
      page.stream().filter(token -> !seen.contains(token.id())).forEach(lost.gone::add);
      page.stream().filter(token -> unfit.containsKey(token.id())).forEach(lost.unfit::add);
      last = page.isEmpty() ? last : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
    return lost;
  }

  private void tell(TokenSource source) {
    Lost lost = lost();
    if (source.isWhole()) {
      lost.gone.forEach(this::tellGone);
      lost.unfit.stream().filter(token -> !isPaused(token)).forEach(this::advise);
    }
    unfit.forEach(this::skip);
  }

  private void advise(KnownImport token) {
    String advice = " It is here as it was; --follow pauses it.";
    unfit.computeIfPresent(token.id(), (id, reason) -> reason + advice);
  }

  private void skip(long id, String reason) {
    report.add(new RowReport(id, RowOutcome.SKIPPED, reason));
  }

  /** Also one that was resumed here since. */
  private void pause(KnownImport token) {
    before.run();
    long id = token.id();
    String reason = unfit.remove(id);
    boolean inForce = isPaused(token) && paused.contains(id);
    RowReport row =
        inForce
            ? new RowReport(id, RowOutcome.PAUSED, reason)
            : desk.ask(imports -> imports.pause(token, reason), report::add);
    if (row.outcome() == RowOutcome.PAUSED) {
      paused.add(id);
    } else {
      paused.remove(id);
    }
    report.add(row);
  }

  private static boolean isPaused(KnownImport token) {
    return token.state() == TokenState.PAUSED;
  }

  private void tellGone(KnownImport token) {
    String detail = "It is no longer at the source; --follow revokes it.";
    report.add(new RowReport(token.id(), RowOutcome.GONE, detail));
  }

  private void revoke(KnownImport token) {
    before.run();
    revoked(desk.ask(imports -> imports.revoke(token), this::revoked));
  }

  private void revoked(RowReport row) {
    told(row, RowOutcome.REVOKED);
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
