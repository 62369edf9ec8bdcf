package io.colleckt.auth.audit;

import java.util.List;
import java.util.Optional;

/** Keep other heads from now on. */
public record MoveWitnesses(List<Move> moves) {
  public MoveWitnesses {
    moves = List.copyOf(moves);
  }

  /**
   * Done only while what is kept is {@code from}.
   *
   * @param from empty = none
   */
  public record Move(int workspaceId, Optional<AuditHead> from, AuditHead to) {}
}
