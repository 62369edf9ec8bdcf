package io.colleckt.auth.activity;

import io.colleckt.auth.token.CheckOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was counted in a time.
 *
 * @param counts only what is not zero, in no order
 * @param topSince from when on the accepted calls of the tops were counted: whole days, which may
 *     begin earlier
 */
public record ActivitySummary(
    List<Count> counts, Instant topSince, Top tokens, Top routes, Top addresses) {

  public ActivitySummary {
    counts = List.copyOf(counts);
  }

  /** Calls of one outcome in the period that begins then. */
  public record Count(Instant at, CheckOutcome outcome, long calls) {}

  /**
   * The most used, the most first.
   *
   * @param others calls of all that are not among them
   */
  public record Top(List<Item> items, long others) {
    public Top {
      items = List.copyOf(items);
    }
  }

  /**
   * One of the most used.
   *
   * @param item a token's id, a route ({@code method path}), or an address
   * @param name of a token
   * @param revoked whether it is a token that is dead for good
   * @param lastAt the last accepted call in the period that it was counted in
   */
  public record Item(
      String item, Optional<String> name, boolean revoked, long calls, Instant lastAt) {}
}
