package io.colleckt.auth.audit;

import java.util.List;

/**
 * Rows that follow each other.
 *
 * @param head the end of the chain at the same moment
 */
public record AuditStretch(AuditHead head, List<AuditRow> rows) {
  public AuditStretch {
    rows = List.copyOf(rows);
  }
}
