package io.colleckt.auth.takeover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colleckt.auth.cli.Console;
import io.colleckt.auth.cli.Output;
import io.colleckt.auth.cli.Progress;
import io.colleckt.auth.foreign.RowOutcome;
import io.colleckt.auth.foreign.RowReport;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A line for each row: id, what became of it, why. Who follows a source hears of a row once, and
 * again only when something else has become of it. Where somebody watches, it shows how far the
 * first reading has come.
 */
final class ImportReport implements AutoCloseable {
  private final Console console;
  private final Output output;
  private Set<RowReport> troubles = new HashSet<>();
  private final Set<RowReport> troublesBefore = new HashSet<>();
  private final Map<RowOutcome, Long> counts = new EnumMap<>(RowOutcome.class);
  private final Progress progress;
  private long rows;
  private boolean newsOnly;

  ImportReport(Console console, Output output) {
    this.console = console;
    this.output = output;
    this.progress = new Progress(console, "rows");
  }

  /** Something that takes its time comes before the next row. */
  void pause() {
    if (!newsOnly) {
      progress.advance(rows, "");
      rows = 0;
    }
  }

  /** The source is read once more: what is as it was before is passed over. */
  void again() {
    newsOnly = true;
    troublesBefore.addAll(troubles);
    troubles = new HashSet<>();
  }

  /** It was read to its end: what was not met again is no trouble any more. */
  void whole() {
    troublesBefore.clear();
  }

  void add(RowReport row) {
    rows++;
    boolean trouble = row.outcome().isTrouble() && troubles.add(row);
    boolean known = trouble && troublesBefore.contains(row);
    if (!known && !(newsOnly && row.outcome() == RowOutcome.UNCHANGED)) {
      counts.merge(row.outcome(), 1L, Long::sum);
      tell(row);
    }
  }

  /**
   * Whether there is something that the operator must look at: what the last whole reading has
   * left, and what one that was broken off has met.
   */
  boolean isTroubled() {
    return !troubles.isEmpty() || !troublesBefore.isEmpty();
  }

  /** How many of each kind, in words. */
  String summary() {
    return counts.isEmpty()
        ? "no rows"
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().label())
            .collect(Collectors.joining(", "));
  }

  private void tell(RowReport row) {
    progress.clear();
    ObjectNode object =
        Output.object()
            .put("id", row.id())
            .put("outcome", row.outcome().label())
            .put("detail", row.detail());
    String line =
        "%s\t%s\t%s"
            .formatted(
                Console.printable(row.id()),
                row.outcome().label(),
                Console.printable(row.detail()));
    output.tell(console, object, line.strip());
  }

  @Override
  public void close() {
    progress.close();
  }
}
