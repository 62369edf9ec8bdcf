package io.colleckt.auth.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.cli.Console;
import io.colleckt.auth.cli.Output;
import io.colleckt.auth.foreign.RowOutcome;
import io.colleckt.auth.foreign.RowReport;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How far an import has come is seen while nothing else is written, and by nobody but a person. */
class ImportReportTest {
  /** Longer than from one look to the next. */
  private static final long PAUSE_MILLIS = 250;

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

  @Test
  void rowsAreCountedBetweenThemAndGoBeforeTheNext() throws Exception {
    try (ImportReport report = report(true)) {
      page(report);
      page(report);
    }
    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "1\timported\n2\timported\n\r\u001b[K2 rows  \r\u001b[K"
                + "1\timported\n2\timported\n\r\u001b[K4 rows  \r\u001b[K");
  }

  @Test
  void nothingIsSeenOfThatInAFileOrWhileFollowing() throws Exception {
    try (ImportReport report = report(false)) {
      page(report);
    }
    try (ImportReport report = report(true)) {
      report.again();
      page(report);
    }
    assertThat(terminal.toString(StandardCharsets.UTF_8)).doesNotContain("rows");
  }

  @Test
  void aReadingThatIsBrokenOffForgetsNoTrouble() {
    RowReport paused = new RowReport(3, RowOutcome.PAUSED, "Its abilities are no JSON list.");
    try (ImportReport report = report(false)) {
      report.add(paused);
      report.again();
      assertThat(report.isTroubled()).isTrue();
      report.again();
      report.add(paused);
      report.whole();
      assertThat(report.isTroubled()).isTrue();
      report.again();
      report.whole();
      assertThat(report.isTroubled()).isFalse();
    }
    assertThat(terminal.toString(StandardCharsets.UTF_8)).containsOnlyOnce("3\tpaused");
  }

  private static void page(ImportReport report) throws Exception {
    report.add(new RowReport(1, RowOutcome.IMPORTED, ""));
    report.add(new RowReport(2, RowOutcome.IMPORTED, ""));
    Thread.sleep(PAUSE_MILLIS);
    report.pause();
  }

  private ImportReport report(boolean watched) {
    PrintStream printer = new PrintStream(terminal, true, StandardCharsets.UTF_8);
    Console console =
        new Console(InputStream.nullInputStream(), printer, printer, Map.of(), watched);
    return new ImportReport(console, new Output());
  }
}
