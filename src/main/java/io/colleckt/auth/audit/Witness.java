package io.colleckt.auth.audit;

import java.util.Optional;

/**
 * What was known outside of the database when a log was verified.
 *
 * @param held empty = nothing was kept there, or it could not be asked
 */
public record Witness(boolean reachable, Optional<WitnessedHead> held) {
  /** Nobody could be asked. */
  public static final Witness UNREACHABLE = new Witness(false, Optional.empty());
}
