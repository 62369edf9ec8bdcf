package io.colleckt.auth.persistence;

import io.colleckt.auth.audit.AuditRow;
import io.colleckt.auth.audit.ReadAudit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The audit log as members look through it. A statement names only the filters that are set. */
final class AuditPages {
  private static final String ALL =
      "select " + AuditRows.COLUMNS + "from audit where workspace_id = $1 and seq < $2 ";

  private final StringBuilder sql = new StringBuilder(ALL);
  private final Tuple parameters;

  private AuditPages(ReadAudit request) {
    parameters = Tuple.of(request.actor().workspaceId(), request.below());
  }

  /**
   * The newest rows below a number that pass the filter, so many at most; served by the index of
   * action, subject or member, else by primary key, or by audit_of_time where that is narrower.
   */
  static Future<List<AuditRow>> read(Database database, ReadAudit request, int limit) {
    ReadAudit.Filter filter = request.filter();
    AuditPages page =
        new AuditPages(request)
            .with("and action = ", filter.action())
            .with("and subject = ", filter.subject())
            .with("and member_id = ", filter.memberId())
            .with("and at >= ", filter.from().map(AuditPages::time))
            .with("and at < ", filter.to().map(AuditPages::time))
            .with("order by seq desc limit ", Optional.of(limit));
    return database
        .query(page.sql.toString(), page.parameters)
        .map(rows -> Rows.all(rows, AuditRows::row));
  }

  private AuditPages with(String words, Optional<?> value) {
    value.ifPresent(
        some -> sql.append(words).append('$').append(parameters.addValue(some).size()).append(' '));
    return this;
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
