package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.Receipt;
import io.colleckt.auth.token.SecretHash;
import io.colleckt.auth.token.SurrenderToken;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Ends tokens for those who hold them. Nothing is begun before they have shown that. */
final class TokenSurrender {
  private static final SecretHash DUMMY = SecretHash.ofBytes(new byte[SecretHash.LENGTH]);

  private final Database strangers;
  private final TokenRevocation revocation;

  /**
   * @param strangers on which the proof is looked at
   */
  TokenSurrender(Database strangers, TokenRevocation revocation) {
    this.strangers = strangers;
    this.revocation = revocation;
  }

  private record Kept(int workspaceId, SecretHash hash) {}

  /**
   * As {@link TokenRevocation#revoke}, by the token itself; not found when there is no such token
   * or the secret is another.
   */
  Future<Outcome<Receipt>> surrender(SurrenderToken request) {
    return kept(request.id())
        .map(kept -> proven(kept, request))
        .map(Outcome::of)
        .compose(proven -> proven.then(by -> revocation.revokeItself(by, request.id())));
  }

  /** Where a token in whatever state belongs, and its hash; by primary key. */
  private Future<Optional<Kept>> kept(long id) {
    return strangers
        .query("select workspace_id, secret_hash from tokens where id = $1", Tuple.of(id))
        .map(rows -> Rows.first(rows, TokenSurrender::kept));
  }

  private static Kept kept(Row row) {
    return new Kept(
        row.getInteger("workspace_id"),
        SecretHash.ofBytes(row.getBuffer("secret_hash").getBytes()));
  }

  /** Compares also when there is nothing to compare with. */
  private static Optional<Actor> proven(Optional<Kept> kept, SurrenderToken request) {
    boolean right = kept.map(Kept::hash).orElse(DUMMY).matches(request.hash());
    return kept.filter(token -> right)
        .map(token -> Actor.ofToken(request.id(), token.workspaceId(), request.holder()));
  }
}
