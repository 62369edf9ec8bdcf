package io.colleckt.auth.leak;

/** What becomes of a token that was found where it should not be. */
public enum LeakResponse {
  /** It ends at once. */
  REVOKE,

  /**
   * It ends after a grace period, so that a member can rotate it meanwhile: only who asks for a
   * rotation gets to see the new secret.
   */
  FINDING
}
