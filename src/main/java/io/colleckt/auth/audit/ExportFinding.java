package io.colleckt.auth.audit;

/** What became of holding an exported audit log against its chain. */
public sealed interface ExportFinding {

  /** It is what was exported, from the first row to its head. */
  record Whole(int workspaceId, AuditHead head) implements ExportFinding {}

  /**
   * It is not what was exported.
   *
   * @param seq of the first row that is wrong, or missing
   */
  record Tampered(long seq, String reason) implements ExportFinding {}

  /** It is no export of an audit log, or none that is understood here. */
  record Unreadable(String reason) implements ExportFinding {}
}
