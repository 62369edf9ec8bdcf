package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.Expiry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What expiry a workspace allows, as of now by the clock of the database. Every expiry is a whole
 * second.
 */
record ExpiryRules(int longestDays, boolean unlimitedAllowed, Instant now) {

  /** The rules of a workspace, by primary key. */
  static Future<ExpiryRules> of(SqlConnection connection, int workspaceId) {
    return connection
        .preparedQuery(
            """
            select longest_expiry_days, unlimited_expiry_allowed, now() as now from workspaces where id = $1
            """)
        .execute(Tuple.of(workspaceId))
        .map(rows -> of(rows.iterator().next()));
  }

  /** When a token with this wish expires (empty = never), or why the wish is not granted. */
  Outcome<Optional<Instant>> grant(Expiry wish) {
    if (wish instanceof Expiry.InDays days) {
      return inDays(days.days());
    }
    if (wish instanceof Expiry.At at) {
      return at(at.instant());
    }
    if (wish instanceof Expiry.Never) {
      return unlimitedAllowed
          ? new Outcome.Done<>(Optional.empty())
          : new Outcome.Invalid<>(
              "expires_in_days", "The workspace does not allow tokens without an expiry.");
    }
    return expiry(Duration.ofDays(Math.min(Expiry.STANDARD_DAYS, longestDays)));
  }

  /** The expiry of a token that replaces one with this length of life (empty = unlimited). */
  Optional<Instant> ofReplacement(Optional<Duration> life) {
    if (life.isEmpty() && unlimitedAllowed) {
      return Optional.empty();
    }
    Duration longest = Duration.ofDays(longestDays);
    Duration granted = life.filter(old -> old.compareTo(longest) < 0).orElse(longest);
    return Optional.of(seconds(now).plus(granted).truncatedTo(ChronoUnit.SECONDS));
  }

  private Outcome<Optional<Instant>> inDays(int days) {
    return days > longestDays ? tooLong("expires_in_days") : expiry(Duration.ofDays(days));
  }

  private Outcome<Optional<Instant>> at(Instant instant) {
    if (instant.isBefore(now.plus(Expiry.SHORTEST))) {
      return new Outcome.Invalid<>(
          "expires_at", "The expires_at must be at least one minute ahead.");
    }
    return instant.isAfter(now.plus(Duration.ofDays(longestDays)))
        ? tooLong("expires_at")
        : new Outcome.Done<>(Optional.of(seconds(instant)));
  }

  private Outcome<Optional<Instant>> expiry(Duration life) {
    return new Outcome.Done<>(Optional.of(seconds(now).plus(life)));
  }

  private <T> Outcome<T> tooLong(String field) {
    return new Outcome.Invalid<>(
        field, "The workspace allows an expiry of at most " + longestDays + " days.");
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static ExpiryRules of(Row row) {
    return new ExpiryRules(
        row.getInteger("longest_expiry_days"),
        row.getBoolean("unlimited_expiry_allowed"),
        TokenRows.instant(row, "now").orElseThrow());
  }
}
