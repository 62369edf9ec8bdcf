package io.colleckt.auth.foreign;

import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.SecretHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token of the other system, as it is to be here.
 *
 * @param dates when it was made there, when it expires by the rules there, when it was last used
 *     there
 * @param remarks what had to be left out or written in another way
 */
public record ForeignToken(
    long id,
    int workspaceId,
    String name,
    Environment environment,
    SecretHash hash,
    List<String> abilities,
    Dates dates,
    List<String> remarks) {
  public ForeignToken {
    abilities = List.copyOf(abilities);
    remarks = List.copyOf(remarks);
  }

  /** As the rules there make them; empty = unknown, never, not yet. */
  public record Dates(
      Optional<Instant> createdAt, Optional<Instant> expiresAt, Optional<Instant> lastUsedAt) {}

  /** For the report. */
  public String remark() {
    return String.join("; ", remarks);
  }
}
