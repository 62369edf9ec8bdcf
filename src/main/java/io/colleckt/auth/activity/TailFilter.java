package io.colleckt.auth.activity;

import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Environment;
import java.util.Optional;

/** Which calls a live tail shows; what is empty does not matter. */
public record TailFilter(
    Optional<Long> tokenId, Optional<CheckOutcome> outcome, Optional<Environment> environment) {
  /** All of them. */
  public static final TailFilter ALL =
      new TailFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether that row is shown. */
  public boolean accepts(RecordedCalls row) {
    return tokenId.filter(id -> id != row.calls().tokenId()).isEmpty()
        && outcome.filter(wanted -> wanted != row.calls().outcome()).isEmpty()
        && environment.filter(wanted -> wanted != row.environment()).isEmpty();
  }
}
