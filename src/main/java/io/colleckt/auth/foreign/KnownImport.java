package io.colleckt.auth.foreign;

import io.colleckt.auth.token.SecretHash;
import io.colleckt.auth.token.TokenState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token that is here under an id.
 *
 * @param now how it is here
 * @param seen how it was at the source when that was looked at last; empty = it does not come from
 *     there
 * @param ceiling what was taken away here before that
 */
public record KnownImport(
    long id,
    int workspaceId,
    SecretHash hash,
    TokenState state,
    Settings now,
    Optional<Settings> seen,
    Ceiling ceiling,
    Optional<Instant> lastUsedAt) {

  /** Whether it has ended for good. */
  public boolean revoked() {
    return state == TokenState.REVOKED;
  }

  /** What may change at the source as well as here. */
  public record Settings(String name, List<String> abilities, Optional<Instant> expiresAt) {
    public Settings {
      abilities = List.copyOf(abilities);
    }

    /** As they are at the source. */
    public static Settings of(ForeignToken token) {
      return new Settings(token.name(), token.abilities(), token.dates().expiresAt());
    }
  }
}
