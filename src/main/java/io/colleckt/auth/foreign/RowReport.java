package io.colleckt.auth.foreign;

/**
 * A line of the report.
 *
 * @param id as it stands in the row; never anything of a secret or its hash
 * @param detail why, or what of it; may be empty
 */
public record RowReport(String id, RowOutcome outcome, String detail) {
  public RowReport(long id, RowOutcome outcome, String detail) {
    this(Long.toString(id), outcome, detail);
  }
}
