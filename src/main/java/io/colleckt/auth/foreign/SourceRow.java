package io.colleckt.auth.foreign;

import java.util.Map;
import java.util.Optional;

/**
 * A row of the other system, as text: what it means is for {@link RowReader} to say.
 *
 * @param values by the name of the column, in lower case; null is left out
 */
public record SourceRow(Map<String, String> values) {
  public SourceRow {
    values = Map.copyOf(values);
  }

  /** What stands in that column; empty when there is nothing. */
  public Optional<String> text(String column) {
    return Optional.ofNullable(values.get(column));
  }

  /** Where it is, and nothing that it holds: a hash has no place in a log. */
  @Override
  public String toString() {
    return "SourceRow[id=" + values.get("id") + "]";
  }
}
