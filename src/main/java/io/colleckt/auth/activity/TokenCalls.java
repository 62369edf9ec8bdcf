package io.colleckt.auth.activity;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Accepted calls by token and by hour: the hour that is 24 hours ago first, the present one last. A
 * token that was not used is absent.
 */
public record TokenCalls(Map<Long, List<Long>> hours) {
  /** How many hours: the present one, and those of a day before it. */
  public static final int HOURS = 25;

  private static final List<Long> NONE = Collections.nCopies(HOURS, 0L);

  public TokenCalls {
    hours = Map.copyOf(hours);
  }

  /** The calls of one token, hour by hour. */
  public List<Long> of(long tokenId) {
    return hours.getOrDefault(tokenId, NONE);
  }

  /** All of them together. */
  public long total(long tokenId) {
    return of(tokenId).stream().mapToLong(Long::longValue).sum();
  }
}
