package io.colleckt.auth.activity;

import java.util.List;

/**
 * What has been recorded lately.
 *
 * @param rows by id
 * @param settled every row of the log up to this id has been committed, or never will be; rows with
 *     greater ids may be among {@code rows} while others are still to come
 * @param complete false when rows that were asked for are left out
 */
public record TailRead(List<RecordedCalls> rows, long settled, boolean complete) {
  public TailRead {
    rows = List.copyOf(rows);
  }
}
