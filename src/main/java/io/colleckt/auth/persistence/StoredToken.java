package io.colleckt.auth.persistence;

import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenState;
import java.time.Instant;
import java.util.Optional;

/**
 * A token's row as a change finds it.
 *
 * @param revokedAt present exactly when the state is {@code REVOKED}
 */
record StoredToken(Token token, TokenState state, int version, Optional<Instant> revokedAt) {

  long creatorId() {
    return token.createdBy().map(Token.Creator::memberId).orElse(0L);
  }
}
