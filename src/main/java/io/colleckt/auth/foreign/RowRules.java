package io.colleckt.auth.foreign;

import io.colleckt.auth.token.Environment;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How the rows of a source are to be understood.
 *
 * @param expiration how long a token lives from its creation at most, by Sanctum's setting of that
 *     name; the earlier of this and its own expiry counts
 * @param zone of times that are written without an offset: Laravel's {@code app.timezone}
 * @param dialect what abilities look like
 */
public record RowRules(
    Owners owners,
    Environment environment,
    Optional<Duration> expiration,
    ZoneId zone,
    Dialect dialect) {

  /** Whose rows they are. */
  public enum Dialect {
    /** Laravel Sanctum's table, or an export of it: abilities are JSON. */
    SANCTUM,
    /** A file of hashed keys: abilities may be names with blanks or commas between them as well. */
    KEYS
  }
}
