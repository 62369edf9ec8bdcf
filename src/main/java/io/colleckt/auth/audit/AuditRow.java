package io.colleckt.auth.audit;

import java.time.Instant;

/**
 * A row of the audit log as it is stored.
 *
 * @param at to the microsecond; null when Postgres holds no finite one, which nothing honest writes
 * @param before the JSON text exactly as stored, or null
 * @param after the JSON text exactly as stored, or null
 * @param hash 64 hexadecimal digits in lower case
 */
public record AuditRow(
    long seq,
    Instant at,
    Author by,
    String action,
    String subject,
    String before,
    String after,
    String hash) {

  /** Who did it, from where; what is not known is null. */
  public record Author(Long memberId, String email, String address, String userAgent) {}
}
