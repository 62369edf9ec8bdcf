package io.colleckt.auth.foreign;

import java.util.Map;
import java.util.Optional;

/**
 * A row of the other system, as text: what it means is for {@link RowReader} to say.
 *
 * @param values by the name of the column, in lower case; empty where nothing stands
 */
public record SourceRow(Map<String, Optional<String>> values) {
  public SourceRow {
    values = Map.copyOf(values);
  }

  /** Whether there is such a column, though nothing may stand in it. */
  public boolean has(String column) {
    return values.containsKey(column);
  }

  /** What stands in that column; empty when there is nothing. */
  public Optional<String> text(String column) {
    return values.getOrDefault(column, Optional.empty());
  }

  /** Where it is, and nothing that it holds: a hash has no place in a log. */
  @Override
  public String toString() {
    return "SourceRow[id=" + text("id").orElse("") + "]";
  }
}
