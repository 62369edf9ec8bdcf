package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Seen on a terminal, gone afterwards, and in no file. */
class ProgressTest {
  /** Longer than from one look to the next. */
  private static final long PAUSE_MILLIS = 250;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void barGrowsAndGoes() throws Exception {
    try (Progress progress = new Progress(console(true), "bytes")) {
      progress.expect(2_000);
      Thread.sleep(PAUSE_MILLIS);
      progress.over(new ByteArrayInputStream(new byte[1_000]), "a\u001bb").readAllBytes();
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("\r\u001b[K[###############---------------]  50 %  1,000 bytes  a?b\r\u001b[K")
        .endsWith("\r\u001b[K");
  }

  @Test
  void amountIsToldWhereNobodyKnowsTheWhole() throws Exception {
    try (Progress progress = new Progress(console(true), "objects")) {
      Thread.sleep(PAUSE_MILLIS);
      progress.advance(12_345, "x".repeat(50));
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("\r\u001b[K12,345 objects  …" + "x".repeat(39) + "\r");
  }

  @Test
  void nothingIsWrittenWhereNobodyWatches() throws Exception {
    try (Progress progress = new Progress(console(false), "bytes")) {
      Thread.sleep(PAUSE_MILLIS);
      progress.advance(1, "");
    }
    assertThat(err.size()).isZero();
  }

  private Console console(boolean watched) {
    PrintStream printer = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Console(InputStream.nullInputStream(), printer, printer, Map.of(), watched);
  }
}
