package io.colleckt.auth.persistence;

import io.colleckt.auth.audit.AuditHead;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes heads of audit logs into the log of the service, so that whoever collects it is a witness
 * too: at most one line an hour for a workspace. Used on one context.
 */
final class HeadLog {
  private static final Logger LOG = LoggerFactory.getLogger(HeadLog.class);
  private static final long EVERY_NANOS = Duration.ofHours(1).toNanos();
  private static final int MOST_WORKSPACES = 10_000;

  private final Map<Integer, Told> told = new Recent<>(MOST_WORKSPACES);
  private final Map<Integer, Told> alarmed = new Recent<>(MOST_WORKSPACES);

  private record Told(AuditHead head, long atNanos) {}

  /** Tells where a log ends now, unless that was told, or another end within this hour. */
  void tell(AuditHeadsTable.Moved moved) {
    if (isDue(told, moved.workspaceId(), moved.head())) {
      LOG.info("Audit log of workspace {}: head {}", moved.workspaceId(), moved.head().text());
    }
  }

  /** Tells that a log has no longer the row that was kept. */
  void alarm(int workspaceId, AuditHead kept) {
    if (isDue(alarmed, workspaceId, AuditHead.NONE)) {
      LOG.error(
          "The audit log of workspace {} was tampered with: it had the row {}. See /v1/audit/verify.",
          workspaceId,
          kept.text());
    }
  }

  private static boolean isDue(Map<Integer, Told> before, int workspaceId, AuditHead head) {
    long nowNanos = System.nanoTime();
    Told last = before.get(workspaceId);
    boolean within = last != null && nowNanos - last.atNanos < EVERY_NANOS;
    boolean same = last != null && last.head.equals(head) && head.seq() > 0;
    if (within || same) {
      return false;
    }
    before.put(workspaceId, new Told(head, nowNanos));
    return true;
  }
}
