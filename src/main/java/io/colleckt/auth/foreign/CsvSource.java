package io.colleckt.auth.foreign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A file of comma-separated values as RFC 4180 has them, in UTF-8, with the names of the columns in
 * its first line. A byte order mark is passed over. An empty value, {@code NULL} and {@code \N}
 * stand for nothing.
 */
public final class CsvSource implements TokenSource {
  private static final int BATCH = 500;
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final Set<String> NOTHING = Set.of("", "NULL", "\\N");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .setIgnoreEmptyLines(true)
          .setIgnoreHeaderCase(true)
          .setTrim(false)
          .get();

  private final Path file;
  private final Map<String, String> names;
  private final Set<String> required;

  /**
   * @param names what a column is called in the file, by what it is called here; where nothing is
   *     said it has the same name
   * @param required the columns that must be there
   */
  public CsvSource(Path file, Map<String, String> names, Set<String> required) {
    this.file = file;
    this.names = Map.copyOf(names);
    this.required = Set.copyOf(required);
  }

  @Override
  public void read(Consumer<List<SourceRow>> rows) {
    try (Reader text = open();
        CSVParser parser = CSVParser.parse(text, FORMAT)) {
      Map<String, Integer> columns = columns(parser.getHeaderNames());
      List<SourceRow> batch = new ArrayList<>();
      for (CSVRecord line : parser) {
        batch.add(row(line, columns));
        if (batch.size() == BATCH) {
          rows.accept(List.copyOf(batch));
          batch.clear();
        }
      }
      rows.accept(List.copyOf(batch));
    } catch (CharacterCodingException e) {
      throw new SourceException(file + " is not UTF-8.", e);
    } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
      throw new SourceException(file + " is no CSV file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new SourceException(file + " cannot be read.", e);
    }
  }

  private Reader open() throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  /** Where each column stands, by what it is called here. */
  private Map<String, Integer> columns(List<String> header) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      columns.put(header.get(i).strip().toLowerCase(Locale.ROOT), i);
    }
    names.forEach((ours, theirs) -> rename(columns, ours, theirs.toLowerCase(Locale.ROOT)));
    for (String column : required) {
      if (!columns.containsKey(column)) {
        throw new SourceException(
            file + " has no column " + names.getOrDefault(column, column) + ".");
      }
    }
    return columns;
  }

  private void rename(Map<String, Integer> columns, String ours, String theirs) {
    Integer at = columns.get(theirs);
    if (at == null) {
      throw new SourceException(file + " has no column " + theirs + ".");
    }
    columns.put(ours, at);
  }

  private static SourceRow row(CSVRecord line, Map<String, Integer> columns) {
    Map<String, Optional<String>> values = new HashMap<>();
    for (Map.Entry<String, Integer> column : columns.entrySet()) {
      String value = column.getValue() < line.size() ? line.get(column.getValue()) : "";
      values.put(column.getKey(), Optional.of(value).filter(text -> !NOTHING.contains(text)));
    }
    return new SourceRow(values);
  }

  @Override
  public boolean isWhole() {
    return false;
  }
}
