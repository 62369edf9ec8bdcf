package io.colleckt.auth.activity;

/**
 * A place in the activity log, which is ordered by time and then by id.
 *
 * @param atMillis milliseconds since the epoch
 */
public record ActivityPlace(long atMillis, long id) {
  /** After all that can be recorded: the end of the year 9999. */
  public static final ActivityPlace END = before(253_402_300_800_000L);

  /** After all that happened before that time. */
  public static ActivityPlace before(long millis) {
    return new ActivityPlace(millis, 0);
  }
}
