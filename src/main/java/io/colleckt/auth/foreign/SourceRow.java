package io.colleckt.auth.foreign;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A row of the other system, as text: what it means is for {@link RowReader} to say.
 *
 * @param values by the name of the column, in lower case; null is left out
 * @param empty the columns in which nothing stands
 */
public record SourceRow(Map<String, String> values, Set<String> empty) {
  public SourceRow {
    values = Map.copyOf(values);
    empty = Set.copyOf(empty);
  }

  /** Where nothing else is known of its columns. */
  public SourceRow(Map<String, String> values) {
    this(values, Set.of());
  }

  /** Whether there is such a column, though nothing may stand in it. */
  public boolean has(String column) {
    return values.containsKey(column) || empty.contains(column);
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
