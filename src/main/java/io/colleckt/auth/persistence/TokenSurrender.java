package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.Receipt;
import io.colleckt.auth.token.SurrenderToken;
import io.vertx.core.Future;

/** Ends tokens for those who hold them. Nothing is begun before they have shown that. */
final class TokenSurrender {
  private final TokenProof proof;
  private final TokenRevocation revocation;

  TokenSurrender(TokenProof proof, TokenRevocation revocation) {
    this.proof = proof;
    this.revocation = revocation;
  }

  /**
   * As {@link TokenRevocation#revoke}, by the token itself; not found when there is no such token
   * or the secret is another.
   */
  Future<Outcome<Receipt>> surrender(SurrenderToken request) {
    return proof
        .of(request.id(), request.hash())
        .compose(proven -> proven.then(held -> surrender(request, held)));
  }

  private Future<Outcome<Receipt>> surrender(SurrenderToken request, TokenProof.Held held) {
    Actor itself = Actor.ofToken(request.id(), held.workspaceId(), request.holder());
    return revocation.revokeItself(
        itself, request.id(), connection -> proof.holds(connection, request.id(), request.hash()));
  }
}
