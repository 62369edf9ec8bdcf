package io.colleckt.auth;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Says in a sentence and in its exit status what it has found. */
class AuditCommandTest {
  private static final String EMPTY_LOG =
      ExportFormat.opening(1) + "\n" + ExportFormat.head(1, AuditHead.NONE) + "\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  @Test
  void wholeFileIsToldWithItsHead() throws Exception {
    Path file = Files.writeString(directory.resolve("audit.ndjson"), EMPTY_LOG);

    assertThat(run("audit", "verify", file.toString())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Whole: 0 rows of workspace 1.")
        .contains("Head: 0:" + AuditHead.NONE.hash())
        .contains("--head");
  }

  @Test
  void standardInputIsRead() {
    assertThat(run("audit", "verify", "-", "--head", "0:" + AuditHead.NONE.hash())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("--head");
  }

  @Test
  void headThatIsNotInTheFileIsTampering() {
    assertThat(run("audit", "verify", "-", "--head", "3:" + AuditHead.NONE.hash())).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Tampered with at row 1: ");
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThat(run("audit", "verify", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(run("audit", "verify", directory.toString())).isEqualTo(2);
    assertThat(run("audit", "verify", "\0")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("The file cannot be read: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help",
        "audit",
        "audit verify",
        "audit check -",
        "audit verify - --head",
        "audit verify - --head 1:abc",
        "audit verify - --head 01:"
            + "0000000000000000000000000000000000000000000000000000000000000000",
        "audit verify - --tail 1:abc",
        "audit verify - a b c"
      })
  void misuseIsSaid(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .containsAnyOf("Usage:", "--head takes SEQ:HASH");
    assertThat(out.size()).isZero();
  }

  private int run(String... arguments) {
    byte[] input = EMPTY_LOG.getBytes(StandardCharsets.UTF_8);
    AuditCommand command =
        new AuditCommand(
            new ByteArrayInputStream(input),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return command.run(List.of(arguments));
  }
}
