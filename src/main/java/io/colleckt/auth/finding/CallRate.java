package io.colleckt.auth.finding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much a token is used, beside what is usual for it.
 *
 * @param calls accepted calls in the last 24 hours
 * @param before accepted calls in the 14 days before these
 * @param days on how many of these it was used
 * @param address that it was used from last
 * @param atMillis the end of the 24 hours
 */
public record CallRate(
    long tokenId, long calls, long before, int days, Optional<String> address, long atMillis) {
  /** Fewer calls in 24 hours are no alarm, however few are usual. */
  public static final long FLOOR = 1000;

  /** On fewer days of use nothing is usual yet. */
  public static final int FEWEST_DAYS = 3;

  private static final int TIMES = 10;

  /** Something unexpected: ten times as many calls as on a usual day of use, or more. */
  public Optional<Suspicion> suspicion() {
    boolean high = days >= FEWEST_DAYS && calls >= FLOOR && calls * days >= TIMES * before;
    return high
        ? Optional.of(new Suspicion(tokenId, FindingKind.HIGH_RATE, "", facts(), atMillis))
        : Optional.empty();
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("at", Instant.ofEpochMilli(atMillis).truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("address", address.orElse("an unknown address"));
    facts.put("calls_last_24h", calls);
    facts.put("usual_a_day", before / days);
    facts.put("days_before", days);
    return facts;
  }
}
