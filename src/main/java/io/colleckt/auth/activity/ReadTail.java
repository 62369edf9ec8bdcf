package io.colleckt.auth.activity;

import java.util.Optional;

/**
 * What has been recorded lately, and up to where is the log settled?
 *
 * @param after rows with greater ids only; empty = no rows
 */
public record ReadTail(int workspaceId, TailFilter filter, Optional<Long> after) {
  /** So many rows at most, the latest. */
  public static final int MOST_ROWS = 1_000;

  /** So far behind the end of the log rows are sought, by their ids. */
  public static final int MOST_IDS = 200_000;
}
