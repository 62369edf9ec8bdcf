package io.colleckt.auth.token;

import java.util.Map;
import java.util.Optional;

/** What tokens are called, by id; what the workspace never had is left out. */
public record TokenNames(Map<Long, Named> byId) {
  public TokenNames {
    byId = Map.copyOf(byId);
  }

  /** The token of that id. */
  public Optional<Named> of(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * A token's name, the last one that it had.
   *
   * @param revoked whether it is dead for good
   */
  public record Named(String name, boolean revoked) {}
}
