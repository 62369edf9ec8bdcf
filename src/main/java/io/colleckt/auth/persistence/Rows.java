package io.colleckt.auth.persistence;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a statement has found, as records. */
final class Rows {
  private Rows() {}

  /** The first row, if there is one and it holds something. */
  static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> record) {
    Iterator<Row> found = rows.iterator();
    return found.hasNext() ? Optional.ofNullable(record.apply(found.next())) : Optional.empty();
  }

  /** Every row, in their order. */
  static <T> List<T> all(RowSet<Row> rows, Function<Row, T> record) {
    List<T> records = new ArrayList<>(rows.size());
    rows.forEach(row -> records.add(record.apply(row)));
    return records;
  }

  /** An instant as a statement takes it. */
  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
