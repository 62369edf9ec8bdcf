package io.colleckt.auth.persistence;

import io.colleckt.auth.audit.AuditRow;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rows of the audit log as statements bring them. */
final class AuditRows {
  /** All that a row is made of, from the table {@code audit}. */
  static final String COLUMNS =
      """
      seq, case when isfinite(at) then (extract(epoch from at) * 1000000)::bigint end as micros,
        member_id, member_email, address, user_agent, action, subject, before::text as before,
        after::text as after, encode(hash, 'hex') as hash
      """;

  private AuditRows() {}

  /** One row, made of {@link #COLUMNS}. */
  static AuditRow row(Row row) {
    AuditRow.Author by =
        new AuditRow.Author(
            row.getLong("member_id"),
            row.getString("member_email"),
            row.getString("address"),
            row.getString("user_agent"));
    return new AuditRow(
        row.getLong("seq"),
        instant(row.getLong("micros")),
        by,
        row.getString("action"),
        row.getString("subject"),
        row.getString("before"),
        row.getString("after"),
        row.getString("hash"));
  }

  private static Instant instant(Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
