package io.colleckt.auth.activity;

/**
 * Show calls on record, the newest first.
 *
 * @param below only what is before this place: where the page before ended
 * @param limit at most so many rows
 */
public record ListActivity(int workspaceId, ActivityFilter filter, ActivityPlace below, int limit) {
  /** So many rows are looked at for a page, unless it is to hold more. */
  public static final int SCANNED = 5_000;
}
