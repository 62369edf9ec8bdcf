package io.colleckt.auth.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTest {
  @TempDir Path directory;

  @Test
  void aMarkAtTheBeginningQuotesAndLineBreaksAreUnderstood() throws Exception {
    List<SourceRow> rows =
        read(
            String.join(
                "\r\n",
                "\uFEFF\"ID\",name,abilities",
                "1,\"Bob \"\"B\"\" Jones, Jr.\nsecond line\",\"[\"\"a\"\",\"\"b\"\"]\"",
                "",
                "2,plain,[]",
                ""));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).text("id")).contains("1");
    assertThat(rows.get(0).text("name")).contains("Bob \"B\" Jones, Jr.\nsecond line");
    assertThat(rows.get(0).text("abilities")).contains("[\"a\",\"b\"]");
    assertThat(rows.get(1).text("id")).contains("2");
  }

  @Test
  void emptyValuesAndMissingOnesAreNothing() throws Exception {
    List<SourceRow> rows = read("id,name,abilities\n1,NULL,\\N\n2,,\n3\n");
    assertThat(rows).hasSize(3).allMatch(row -> row.text("name").isEmpty());
    assertThat(rows).allMatch(row -> row.text("abilities").isEmpty());
  }

  @Test
  void columnsMayHaveOtherNames() throws Exception {
    Path file = write("key_id,Digest\n5,abc\n".getBytes(StandardCharsets.UTF_8));
    List<SourceRow> rows = new ArrayList<>();
    Map<String, String> names = Map.of("id", "key_id", "hash", "digest");
    new CsvSource(file, names, Set.of("id", "hash")).read(rows::addAll);
    assertThat(rows.get(0).text("id")).contains("5");
    assertThat(rows.get(0).text("hash")).contains("abc");
  }

  @Test
  void aMissingColumnIsNamed() throws Exception {
    Path file = write("id;name\n1;x\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("has no column id");
    assertThatThrownBy(() -> new CsvSource(file, Map.of("id", "nr"), Set.of()).read(rows -> {}))
        .hasMessageContaining("has no column nr");
  }

  @Test
  void whatIsNoCsvIsRefused() throws Exception {
    for (String text : List.of("", "id,id\n1,2\n", "id,name\n1,\"open\n", "id,name\n1,\"a\"b\n")) {
      Path file = write(text.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> read(file)).as(text).isInstanceOf(SourceException.class);
    }
    Path latin = write("id,name\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> read(latin)).hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> read(directory.resolve("none")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("cannot be read");
  }

  private List<SourceRow> read(String text) throws IOException {
    return read(write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<SourceRow> read(Path file) {
    List<SourceRow> rows = new ArrayList<>();
    new CsvSource(file, Map.of(), Set.of("id")).read(rows::addAll);
    return rows;
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("tokens.csv"), bytes);
  }
}
