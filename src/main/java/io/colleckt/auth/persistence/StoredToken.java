package io.colleckt.auth.persistence;

import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenState;

/** A token's row as a change finds it. */
record StoredToken(Token token, TokenState state, int version) {

  long creatorId() {
    return token.createdBy().map(Token.Creator::memberId).orElse(0L);
  }
}
