package io.colleckt.auth.audit;

import java.util.Optional;

/**
 * What became of holding an audit log against its chain.
 *
 * @param end the last row up to which everything is right
 * @param flaw the first that is wrong; empty = the whole log is as it was written
 * @param witness what was known outside of the database
 */
public record Verification(AuditHead end, Optional<Flaw> flaw, Witness witness) {

  /**
   * What is wrong first.
   *
   * @param seq of the row that is wrong, or missing
   */
  public record Flaw(long seq, String reason) {}
}
