package io.colleckt.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.audit.ExportFinding.Tampered;
import io.colleckt.auth.audit.ExportFinding.Unreadable;
import io.colleckt.auth.audit.ExportFinding.Whole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A file is what was exported, or it is found where it begins not to be. */
class ExportVerificationTest {
  private static final int WORKSPACE = 7;
  private static final int ROWS = 12;

  private final List<AuditRow> rows = rows(WORKSPACE, "token:");
  private final AuditHead end = new AuditHead(ROWS, rows.get(ROWS - 1).hash());
  private final List<String> lines = lines(rows);

  @Test
  void whatWasExportedIsWhole() throws Exception {
    assertThat(verify(file(lines))).isEqualTo(new Whole(WORKSPACE, end));
    assertThat(verify(file(lines(List.of())))).isEqualTo(new Whole(WORKSPACE, AuditHead.NONE));
  }

  @Test
  void fileThatIsCutAnywhereIsFound() throws Exception {
    byte[] whole = file(lines);
    for (int length = 0; length < whole.length; length++) {
      assertThat(verify(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isNotInstanceOf(Whole.class);
    }
  }

  @Test
  void everyChangedByteIsFound() throws Exception {
    byte[] whole = file(lines);
    Random random = new Random(1);
    for (int position = 0; position < whole.length; position++) {
      byte[] changed = whole.clone();
      changed[position] ^= (byte) (1 + random.nextInt(255));
      assertThat(verify(changed)).as("byte %d", position).isNotInstanceOf(Whole.class);
    }
  }

  @Test
  void editedRowIsFoundWhereItIs() throws Exception {
    for (String change :
        List.of(
            "token:5/token:6",
            "ada@/eve@",
            "\"n\": 5/\"n\": 6",
            "\"n\": 5/\"n\":5",
            "\"seq\"/\"seq\" ",
            "\"hash\"/\"note\":\"fine\",\"hash\"",
            "127.0.0.1/127.0.0.2",
            "Z\"/1Z\"",
            "\"id\":3/\"id\":4")) {
      String[] fromTo = change.split("/", 2);
      List<String> edited = new ArrayList<>(lines);
      edited.set(5, lines.get(5).replace(fromTo[0], fromTo[1]));
      assertThat(edited).as(change).isNotEqualTo(lines);
      assertThat(verify(file(edited)))
          .as(change)
          .isInstanceOfSatisfying(Tampered.class, found -> assertThat(found.seq()).isEqualTo(5));
    }
  }

  @Test
  void deletedSwappedAndRepeatedLinesAreFound() throws Exception {
    for (int line = 1; line <= ROWS; line++) {
      List<String> deleted = new ArrayList<>(lines);
      deleted.remove(line);
      assertTampered(deleted, line);
      List<String> repeated = new ArrayList<>(lines);
      repeated.add(line, lines.get(line));
      assertTampered(repeated, line);
      List<String> swapped = new ArrayList<>(lines);
      Collections.swap(swapped, line, line + 1);
      assertTampered(swapped, line);
    }
    assertTampered(lines.subList(0, ROWS + 1), ROWS + 1);
    List<String> more = new ArrayList<>(lines);
    more.add(lines.get(ROWS));
    assertTampered(more, ROWS + 1);
  }

  @Test
  void rowsOfAnotherWorkspaceAreFound() throws Exception {
    List<String> foreign = new ArrayList<>(lines);
    foreign.set(1, ExportFormat.row(rows(8, "token:").get(0)));
    assertTampered(foreign, 1);
    foreign.set(1, lines.get(1));
    foreign.set(0, ExportFormat.opening(8));
    assertTampered(foreign, 1);
  }

  @Test
  void fileThatWasWrittenAnewIsFoundByAHeadThatWasKept() throws Exception {
    List<AuditRow> forged = rows(WORKSPACE, "token:9");
    byte[] anew = file(lines(forged));
    assertThat(verify(anew)).isInstanceOf(Whole.class);
    for (AuditRow kept : rows) {
      assertThat(verify(anew, new AuditHead(kept.seq(), kept.hash())))
          .isInstanceOfSatisfying(
              Tampered.class, found -> assertThat(found.seq()).isEqualTo(kept.seq()));
      assertThat(verify(file(lines), new AuditHead(kept.seq(), kept.hash())))
          .isInstanceOf(Whole.class);
    }
  }

  @Test
  void cutWithItsHeadRewoundIsFoundByAHeadThatWasKept() throws Exception {
    byte[] cut = file(lines(rows.subList(0, 9)));
    assertThat(verify(cut)).isInstanceOf(Whole.class);
    assertThat(verify(cut, end))
        .isInstanceOfSatisfying(Tampered.class, found -> assertThat(found.seq()).isEqualTo(10));
  }

  @Test
  void whatIsNoExportIsNamed() throws Exception {
    assertUnreadable(new byte[0], "empty");
    assertUnreadable(new byte[] {0x1f, (byte) 0x8b, 8, 0, '\n'}, "no export");
    assertUnreadable(String.join("\n", lines).getBytes(StandardCharsets.UTF_16), "no export");
    assertUnreadable("null\n".getBytes(StandardCharsets.UTF_8), "no export");
    assertUnreadable("{}\n".getBytes(StandardCharsets.UTF_8), "no export");
    assertUnreadable(
        "{\"version\":null,\"format\":[]}\n".getBytes(StandardCharsets.UTF_8), "no export");
    assertUnreadable("[".repeat(2_000_000).getBytes(StandardCharsets.UTF_8), "no export");
    assertUnreadable(
        file(List.of(lines.get(0).replace("\"version\":1", "\"version\":2"))), "format version 2");
  }

  @Test
  void badLinesAreNamedWithoutAStackTrace() throws Exception {
    for (String bad :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "{}",
            "{\"seq\":null}",
            "{\"head\":1}",
            "{\"seq\":1e99999}",
            "{\"member\":3,\"seq\":\"4\"}",
            "{\"a\":".repeat(5_000),
            "x".repeat(ExportLines.LONGEST_BYTES + 1))) {
      List<String> edited = new ArrayList<>(lines);
      edited.set(3, bad);
      assertTampered(edited, 3);
    }
  }

  @Test
  void textsStandAsTheyAreStored() throws Exception {
    String odd = "{\"a\" : 1.0,\"a\":\"\\u0000\\ud83d\"}";
    List<AuditRow> strange =
        chained(WORKSPACE, List.of(row(1, "x", odd), row(2, null, "{\n}"), row(3, "y\n\"", "{ }")));
    List<String> exported = lines(strange);
    assertThat(exported.get(1)).contains("\"after\":" + odd + ",");
    assertThat(verify(file(exported))).isInstanceOf(Whole.class);
  }

  private void assertTampered(List<String> file, long seq) throws IOException {
    assertThat(verify(file(file)))
        .isInstanceOfSatisfying(Tampered.class, found -> assertThat(found.seq()).isEqualTo(seq));
  }

  private static void assertUnreadable(byte[] file, String words) throws IOException {
    assertThat(verify(file))
        .isInstanceOfSatisfying(
            Unreadable.class, found -> assertThat(found.reason()).contains(words));
  }

  private static ExportFinding verify(byte[] file) throws IOException {
    return new ExportVerification(new ByteArrayInputStream(file), Optional.empty()).verify();
  }

  private static ExportFinding verify(byte[] file, AuditHead kept) throws IOException {
    return new ExportVerification(new ByteArrayInputStream(file), Optional.of(kept)).verify();
  }

  private static byte[] file(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(List<AuditRow> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(ExportFormat.opening(WORKSPACE));
    rows.forEach(row -> lines.add(ExportFormat.row(row)));
    int last = rows.size() - 1;
    AuditHead head =
        rows.isEmpty() ? AuditHead.NONE : new AuditHead(rows.size(), rows.get(last).hash());
    lines.add(ExportFormat.head(WORKSPACE, head));
    return lines;
  }

  private static List<AuditRow> rows(int workspaceId, String subject) {
    List<AuditRow> rows = new ArrayList<>();
    for (int seq = 1; seq <= ROWS; seq++) {
      rows.add(row(seq, subject + seq, seq % 3 == 0 ? null : "{\"n\": " + seq + "}"));
    }
    return chained(workspaceId, rows);
  }

  private static AuditRow row(long seq, String subject, String after) {
    AuditRow.Author by =
        seq % 4 == 0
            ? new AuditRow.Author(null, null, null, "")
            : new AuditRow.Author(
                3L, seq % 2 == 0 ? null : "ada@ä.test", "127.0.0.1", "😀 \"'\\\u2028");
    Instant at = Instant.parse("2026-11-24T10:00:00Z").plusNanos(seq * 1_000_001_000L);
    return new AuditRow(seq, at, by, "token.changed", subject, null, after, null);
  }

  private static List<AuditRow> chained(int workspaceId, List<AuditRow> rows) {
    List<AuditRow> chained = new ArrayList<>();
    String hash = AuditHead.NONE.hash();
    for (AuditRow row : rows) {
      hash = AuditChain.hash(hash, workspaceId, row);
      chained.add(
          new AuditRow(
              row.seq(),
              row.at(),
              row.by(),
              row.action(),
              row.subject(),
              row.before(),
              row.after(),
              hash));
    }
    return chained;
  }
}
