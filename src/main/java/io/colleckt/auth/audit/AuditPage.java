package io.colleckt.auth.audit;

import java.util.List;

/**
 * Rows of the audit log, newest first.
 *
 * @param more whether older ones follow
 */
public record AuditPage(List<AuditRow> rows, boolean more) {
  public AuditPage {
    rows = List.copyOf(rows);
  }
}
