package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.ExportFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Says in a sentence and in its exit status what it has found. */
class AuditVerifyTest {
  private static final String EMPTY_LOG =
      ExportFormat.opening(1) + "\n" + ExportFormat.head(1, AuditHead.NONE) + "\n";

  @TempDir Path directory;

  @Test
  void wholeFileIsToldWithItsHead() throws Exception {
    Path file = Files.writeString(directory.resolve("audit.ndjson"), EMPTY_LOG);

    Typed.Result result = run("audit", "verify", file.toString());
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("Whole: 0 rows of workspace 1.")
        .contains("Head: 0:" + AuditHead.NONE.hash())
        .contains("--head");
  }

  @Test
  void standardInputIsRead() {
    Typed.Result result = run("audit", "verify", "-", "--head", "0:" + AuditHead.NONE.hash());
    assertThat(result.exit()).isZero();
    assertThat(result.out()).doesNotContain("--head");
  }

  @Test
  void headThatIsNotInTheFileIsTampering() {
    Typed.Result result = run("audit", "verify", "-", "--head", "3:" + AuditHead.NONE.hash());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).startsWith("Tampered with at row 1: ");
  }

  @Test
  void jsonSaysTheSame() {
    Typed.Result whole = run("audit", "verify", "-", "--output", "json");
    assertThat(whole.out())
        .isEqualTo(
            "{\"valid\":true,\"entries\":0,\"head\":{\"seq\":0,\"hash\":\"%s\"}}%n"
                .formatted(AuditHead.NONE.hash()));
    String head = "3:" + AuditHead.NONE.hash();
    Typed.Result tampered = run("audit", "verify", "-", "--head", head, "--output=json");
    assertThat(tampered.exit()).isEqualTo(1);
    assertThat(tampered.out()).startsWith("{\"valid\":false,\"first_invalid_seq\":1,\"reason\":");
  }

  @Test
  void wholeFileIsCountedWhileSomebodyWatches() throws Exception {
    Path file = Files.writeString(directory.resolve("audit.ndjson"), EMPTY_LOG);
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    PrintStream printer = new PrintStream(terminal, true, StandardCharsets.UTF_8);
    Console console =
        new Console(new SlowInput(Files.readAllBytes(file)), printer, printer, Map.of(), true);
    int exit = new Commands(console, () -> {}).run(List.of("audit", "verify", "-"));
    assertThat(exit).isZero();
    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .startsWith("\r\u001b[K%d bytes  \r\u001b[K".formatted(EMPTY_LOG.length()))
        .contains("\r\u001b[KWhole: ");
  }

  /** Takes longer for the first bytes than from one look at the progress to the next. */
  private static final class SlowInput extends ByteArrayInputStream {
    private SlowInput(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
      LockSupport.parkNanos(250_000_000);
      return super.read(bytes, offset, length);
    }
  }

  @Test
  void whatCannotBeReadIsSaid() {
    for (String file : List.of(directory.resolve("none") + "", directory + "", "\0")) {
      Typed.Result result = run("audit", "verify", file);
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err().lines())
          .hasSize(1)
          .allMatch(line -> line.startsWith("colleckt: The file cannot be read: "));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help",
        "audit",
        "audit check -",
        "audit verify - --head",
        "audit verify - --head 1:abc",
        "audit verify - --head 01:"
            + "0000000000000000000000000000000000000000000000000000000000000000",
        "audit verify --head 1:0000000000000000000000000000000000000000000000000000000000000000",
        "audit verify - --tail 1:abc",
        "audit verify - a b c"
      })
  void misuseIsSaidInOneLine(String arguments) {
    Typed.Result result = run(arguments.split(" "));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines())
        .hasSize(1)
        .allMatch(line -> line.contains("--help") || line.contains("--head"));
    assertThat(result.out()).isEmpty();
  }

  private static Typed.Result run(String... words) {
    return Typed.bare().fed(EMPTY_LOG.getBytes(StandardCharsets.UTF_8), words);
  }
}
