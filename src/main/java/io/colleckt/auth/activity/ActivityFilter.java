package io.colleckt.auth.activity;

import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.IpAddress;
import java.util.Optional;

/**
 * Which rows of the activity log; what is empty does not matter.
 *
 * @param path with what the path begins
 * @param fromMillis at that time or later
 * @param untilMillis before that time
 */
public record ActivityFilter(
    Optional<Long> tokenId,
    Optional<Environment> environment,
    Optional<CheckOutcome> outcome,
    Optional<String> method,
    Optional<String> path,
    Optional<IpAddress> address,
    Optional<Long> fromMillis,
    Optional<Long> untilMillis) {

  /** Where the newest of these rows may be. */
  public ActivityPlace end() {
    return untilMillis.map(ActivityPlace::before).orElse(ActivityPlace.END);
  }

  /** Whether rows are sought that no index finds: every row of the time has to be looked at. */
  public boolean isRare() {
    return method.isPresent() || path.isPresent() || address.isPresent();
  }
}
