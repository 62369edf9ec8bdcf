package io.colleckt.auth.activity;

import java.util.List;
import java.util.Optional;

/**
 * One page of the activity log.
 *
 * @param rows the newest first; fewer than asked for, even none, when those that were looked at
 *     held no more
 * @param next where the page after this one begins; empty = this is the last
 */
public record ActivityPage(List<RecordedCalls> rows, Optional<ActivityPlace> next) {
  /** Nothing, and nothing after it. */
  public static final ActivityPage NONE = new ActivityPage(List.of(), Optional.empty());

  public ActivityPage {
    rows = List.copyOf(rows);
  }
}
