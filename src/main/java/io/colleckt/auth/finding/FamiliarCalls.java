package io.colleckt.auth.finding;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is remembered of the habits of the tokens used lately, so that steady traffic is not looked
 * up at all. It only tells what surely needs no look; what it has forgotten is looked up again. Of
 * bounded size. Not for several threads.
 */
final class FamiliarCalls {
  private static final int MOST = 200_000;

  private final int most;
  private final LinkedHashMap<Long, Familiar> tokens = new LinkedHashMap<>(16, 0.75f, true);
  private int size;

  /** Remembers 200,000 habits at most. */
  FamiliarCalls() {
    this(MOST);
  }

  FamiliarCalls(int most) {
    this.most = most;
  }

  private static final class Familiar {
    private final Map<HabitKind, Set<String>> habits = new EnumMap<>(HabitKind.class);
    private final Set<HabitKind> full = new HashSet<>();
    private final Map<Daily, Long> days = new EnumMap<>(Daily.class);

    /** On which day calls from a network were last refused since the token is revoked. */
    private final Map<String, Long> revokedFrom = new HashMap<>();

    private int size() {
      return 1 + revokedFrom.size() + habits.values().stream().mapToInt(Set::size).sum();
    }

    private boolean knows(HabitKind kind, CallShape calls) {
      Set<String> values = habits.get(kind);
      return full.contains(kind) || (values != null && values.contains(calls.habits().get(kind)));
    }

    private boolean hasToldOn(Daily daily, long day) {
      return days.getOrDefault(daily, Long.MIN_VALUE) >= day;
    }
  }

  /** What is of interest once a day. */
  private enum Daily {
    USE,
    BROWSER,
    EXPIRED
  }

  /** Whether nothing about these calls can be unexpected. */
  boolean contains(CallShape calls) {
    return switch (calls.outcome()) {
      case ACCEPTED -> knowsUse(tokens.get(calls.tokenId()), calls);
      case EXPIRED -> hasTold(calls, Daily.EXPIRED);
      case REVOKED -> knowsRevoked(tokens.get(calls.tokenId()), calls);
      default -> true;
    };
  }

  /**
   * Remembers what was looked at.
   *
   * @param looked the calls that were looked at, and are committed
   * @param watches their tokens, as they are stored now
   */
  void learn(List<CallShape> looked, List<Watch> watches) {
    Map<Long, Watch> stored = new LinkedHashMap<>();
    watches.forEach(watch -> stored.put(watch.tokenId(), watch));
    for (CallShape calls : looked) {
      Watch watch = stored.get(calls.tokenId());
      if (watch != null) {
        learn(calls, watch);
      }
    }
    forget();
  }

  private void learn(CallShape calls, Watch watch) {
    Familiar familiar = tokens.computeIfAbsent(calls.tokenId(), this::stranger);
    switch (calls.outcome()) {
      case ACCEPTED -> learnUse(familiar, calls, watch);
      case EXPIRED -> familiar.days.merge(Daily.EXPIRED, calls.day(), Math::max);
      case REVOKED -> learnRevoked(familiar, calls);
      default -> {}
    }
  }

  private void learnUse(Familiar familiar, CallShape calls, Watch watch) {
    LocalDate last = watch.lastAcceptedOn();
    familiar.days.merge(Daily.USE, last == null ? calls.day() : last.toEpochDay(), Math::max);
    if (calls.browser()) {
      familiar.days.merge(Daily.BROWSER, calls.day(), Math::max);
    }
    for (HabitKind kind : HabitKind.values()) {
      if (watch.habits(kind) >= kind.most()) {
        familiar.full.add(kind);
        Set<String> superfluous = familiar.habits.remove(kind);
        size -= superfluous == null ? 0 : superfluous.size();
      } else {
        Set<String> values = familiar.habits.computeIfAbsent(kind, key -> new HashSet<>());
        size += values.add(calls.habits().get(kind)) ? 1 : 0;
      }
    }
  }

  private void learnRevoked(Familiar familiar, CallShape calls) {
    size += familiar.revokedFrom.containsKey(network(calls)) ? 0 : 1;
    familiar.revokedFrom.merge(network(calls), calls.day(), Math::max);
  }

  private Familiar stranger(long tokenId) {
    size++;
    return new Familiar();
  }

  private void forget() {
    var oldest = tokens.values().iterator();
    while (size > most && oldest.hasNext()) {
      size -= oldest.next().size();
      oldest.remove();
    }
  }

  private static boolean knowsUse(Familiar familiar, CallShape calls) {
    if (familiar == null || !familiar.hasToldOn(Daily.USE, calls.day())) {
      return false;
    }
    boolean told = !calls.browser() || familiar.hasToldOn(Daily.BROWSER, calls.day());
    return told
        && familiar.knows(HabitKind.NETWORK, calls)
        && familiar.knows(HabitKind.USER_AGENT, calls)
        && familiar.knows(HabitKind.ROUTE, calls);
  }

  private static boolean knowsRevoked(Familiar familiar, CallShape calls) {
    return familiar != null
        && familiar.revokedFrom.getOrDefault(network(calls), Long.MIN_VALUE) >= calls.day();
  }

  private static String network(CallShape calls) {
    return calls.habits().getOrDefault(HabitKind.NETWORK, "");
  }

  private boolean hasTold(CallShape calls, Daily daily) {
    Familiar familiar = tokens.get(calls.tokenId());
    return familiar != null && familiar.hasToldOn(daily, calls.day());
  }
}
