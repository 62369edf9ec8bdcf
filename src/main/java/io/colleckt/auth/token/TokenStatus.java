package io.colleckt.auth.token;

import java.util.Locale;
import java.util.Optional;

/** What a member sees of a token's state. A revoked token is not seen at all. */
public enum TokenStatus {
  ACTIVE,
  PAUSED,
  /** Past its expiry, paused or not; listed until it is deleted. */
  EXPIRED,
  /** Revoked in the truth, but Redis has not confirmed it yet. */
  REVOKING;

  /** The name in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that label, or empty. */
  public static Optional<TokenStatus> of(String label) {
    for (TokenStatus status : values()) {
      if (status.label().equals(label)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
