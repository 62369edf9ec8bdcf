package io.colleckt.auth.activity;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes few rows of many calls, and loses none of them.
 *
 * <ul>
 *   <li>More than 20 calls alike (token, caller, outcome) within one second of the clock become one
 *       row with their number and the time of the last. A slow token keeps one row a call.
 *   <li>Refused calls of one token of which more than 10 differ within one second: the others
 *       become one row for each outcome, with {@code *} for method and path and no address.
 * </ul>
 *
 * <p>It remembers what was refused in the last two seconds from stretch to stretch; folding the
 * same calls again gives the same rows. Used by one thread at a time.
 */
public final class Folding {
  /** So many alike in a second stay rows of their own. */
  public static final int MOST_ALIKE = 20;

  /** So many different refused calls of one token in a second stay rows of their own. */
  public static final int MOST_REFUSED = 10;

  private static final Check.Caller SEVERAL =
      new Check.Caller(new IpAddress(0, 0), "*", "*", "", false);
  private static final long SECOND_MILLIS = 1_000;
  private static final long REMEMBERED_SECONDS = 2;
  private static final int MOST_REMEMBERED = 20_000;

  private final Map<OfSecond, Set<Refused>> refused = new HashMap<>();
  private long latestSecond;

  private record OfSecond(long tokenId, long second) {}

  private record Refused(Check.Caller caller, CheckOutcome outcome) {}

  private record Kind(long tokenId, Check.Caller caller, CheckOutcome outcome, long second) {}

  /** The rows, by time; their counts add up to those of the calls. */
  public List<Calls> fold(List<Calls> calls) {
    Map<Kind, List<Calls>> alike = new LinkedHashMap<>();
    for (Calls each : calls) {
      alike.computeIfAbsent(kind(each), kind -> new ArrayList<>(1)).add(each);
    }
    List<Calls> rows = new ArrayList<>();
    alike.forEach((kind, list) -> addRows(rows, kind, list));
    rows.sort(Comparator.comparingLong(Calls::atMillis));
    forget();
    return rows;
  }

  private Kind kind(Calls calls) {
    long second = Math.floorDiv(calls.atMillis(), SECOND_MILLIS);
    latestSecond = Math.max(latestSecond, second);
    Check.Caller caller = staysItself(calls, second) ? calls.caller() : SEVERAL;
    return new Kind(calls.tokenId(), caller, calls.outcome(), second);
  }

  private boolean staysItself(Calls calls, long second) {
    if (calls.outcome() == CheckOutcome.ACCEPTED) {
      return true;
    }
    Set<Refused> seen =
        refused.computeIfAbsent(
            new OfSecond(calls.tokenId(), second), of -> new HashSet<>(MOST_REFUSED));
    Refused one = new Refused(calls.caller(), calls.outcome());
    return seen.contains(one) || (seen.size() < MOST_REFUSED && seen.add(one));
  }

  private static void addRows(List<Calls> rows, Kind kind, List<Calls> alike) {
    int count = 0;
    long last = Long.MIN_VALUE;
    for (Calls each : alike) {
      count = Math.addExact(count, each.count());
      last = Math.max(last, each.atMillis());
    }
    if (kind.caller().equals(SEVERAL) || count > MOST_ALIKE) {
      rows.add(new Calls(kind.tokenId(), kind.caller(), kind.outcome(), last, count));
    } else {
      rows.addAll(alike);
    }
  }

  /** Bounded: when very many tokens are refused at once, some keep a few more rows. */
  private void forget() {
    refused.keySet().removeIf(of -> of.second() <= latestSecond - REMEMBERED_SECONDS);
    if (refused.size() > MOST_REMEMBERED) {
      refused.clear();
    }
  }
}
