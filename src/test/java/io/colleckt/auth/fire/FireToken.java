package io.colleckt.auth.fire;

import io.colleckt.auth.testing.TestToken;

/**
 * A token as its clients know it.
 *
 * @param workspaceId where it was made
 */
record FireToken(long id, int workspaceId, String plainText) {
  /** What narrowed tokens lack. */
  static final String ABILITY = "orders:write";

  /** The same id with a secret of the right shape that is not its own. */
  String withWrongSecret() {
    return id + "|" + TestToken.randomSecret();
  }
}
