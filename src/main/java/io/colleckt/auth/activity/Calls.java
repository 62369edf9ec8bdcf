package io.colleckt.auth.activity;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;

/**
 * Calls of one token that are alike: same caller, same outcome, within the same second. Mostly one.
 *
 * @param atMillis when the last of them was judged, by the clock of the store that judged;
 *     milliseconds since the epoch
 * @param count how many, at least 1
 */
public record Calls(
    long tokenId, Check.Caller caller, CheckOutcome outcome, long atMillis, int count) {

  /** The same calls with another outcome. */
  public Calls as(CheckOutcome another) {
    return new Calls(tokenId, caller, another, atMillis, count);
  }
}
