package io.colleckt.auth.audit;

/**
 * The end of a workspace's chain.
 *
 * @param seq of the last row; 0 when there is none
 * @param hash of the last row: 64 hexadecimal digits in lower case
 */
public record AuditHead(long seq, String hash) {
  /** The end of a chain without rows. */
  public static final AuditHead NONE = new AuditHead(0, "0".repeat(64));
}
