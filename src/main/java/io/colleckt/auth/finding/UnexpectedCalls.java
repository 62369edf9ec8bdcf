package io.colleckt.auth.finding;

import io.colleckt.auth.activity.Calls;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules by which a call is unexpected, for one stretch of calls. Told what the tokens are used
 * to, it looks at the calls in the order of their time, and then holds what is suspicious and what
 * is to be remembered. Not for several threads.
 */
public final class UnexpectedCalls {
  /** So many whole days (UTC) without an accepted call are a long silence. */
  static final long LONG_SILENCE_DAYS = 30;

  private final Map<Long, Watch> watches = new HashMap<>();
  private final Set<Habit> known;
  private final Set<Told> told = new HashSet<>();
  private final List<Habit> learned = new ArrayList<>();
  private final List<Suspicion> suspicions = new ArrayList<>();

  private record Told(long tokenId, FindingKind kind, String value, LocalDate day) {}

  /**
   * @param watched the tokens to be watched; calls of others are passed over
   * @param known which of the habits that these calls show are stored already
   */
  public UnexpectedCalls(Collection<Watch> watched, Set<Habit> known) {
    watched.forEach(watch -> watches.put(watch.tokenId(), watch));
    this.known = new HashSet<>(known);
  }

  /** Looks at calls that are alike. To be called in the order of their time. */
  public void look(Calls calls) {
    if (!watches.containsKey(calls.tokenId())) {
      return;
    }
    switch (calls.outcome()) {
      case ACCEPTED -> lookAtUse(calls);
      case EXPIRED -> tellDaily(calls, FindingKind.DEAD_TOKEN, calls.outcome().label());
      case REVOKED -> lookAtRevoked(calls);
      default -> {}
    }
  }

  /** What is suspicious, in the order in which it was seen. */
  public List<Suspicion> suspicions() {
    return List.copyOf(suspicions);
  }

  /** The habits that are new. */
  public List<Habit> learned() {
    return List.copyOf(learned);
  }

  /** The tokens as they are known now. */
  public List<Watch> watches() {
    return List.copyOf(watches.values());
  }

  private void lookAtUse(Calls calls) {
    lookForSilence(calls);
    for (HabitKind kind : HabitKind.values()) {
      lookForHabit(calls, Habit.shownBy(calls, kind));
    }
    if (calls.caller().browser()) {
      tellDaily(calls, FindingKind.BROWSER, "");
    }
    Instant at = Instant.ofEpochMilli(calls.atMillis());
    watches.compute(calls.tokenId(), (id, watch) -> watch.acceptedAt(at, day(calls)));
  }

  /**
   * Of a revoked token no secret is compared any more, so anybody can make such a call with a
   * made-up one; which networks the token was used from is not known to everybody.
   */
  private void lookAtRevoked(Calls calls) {
    if (Habit.shownBy(calls).stream().anyMatch(known::contains)) {
      tellDaily(calls, FindingKind.DEAD_TOKEN, calls.outcome().label());
    }
  }

  private void lookForSilence(Calls calls) {
    LocalDate last = watches.get(calls.tokenId()).lastAcceptedOn();
    long silent = last == null ? 0 : ChronoUnit.DAYS.between(last, day(calls)) - 1;
    if (silent >= LONG_SILENCE_DAYS) {
      Map<String, Object> detail = CallFacts.of(calls);
      detail.put("days_of_silence", silent);
      detail.put("last_accepted_on", last.toString());
      tell(calls, FindingKind.LONG_SILENCE, "", detail);
    }
  }

  private void lookForHabit(Calls calls, Habit habit) {
    Watch watch = watches.get(habit.tokenId());
    int habits = watch.habits(habit.kind());
    if (habits >= habit.kind().most() || !known.add(habit)) {
      return;
    }
    learned.add(habit);
    watches.put(habit.tokenId(), watch.with(habit.kind()));
    if (!isLearning(watch, calls, habit.kind())) {
      tell(calls, kindOf(habit.kind()), habit.value(), CallFacts.of(calls, habit, watch));
    }
  }

  private void tellDaily(Calls calls, FindingKind kind, String value) {
    if (told.add(new Told(calls.tokenId(), kind, value, day(calls)))) {
      tell(calls, kind, value, CallFacts.of(calls));
    }
  }

  private void tell(Calls calls, FindingKind kind, String value, Map<String, Object> detail) {
    suspicions.add(new Suspicion(calls.tokenId(), kind, value, detail, calls.atMillis()));
  }

  private static boolean isLearning(Watch watch, Calls calls, HabitKind kind) {
    Instant first = watch.firstAcceptedAt();
    Instant at = Instant.ofEpochMilli(calls.atMillis());
    return first == null || at.isBefore(first.plus(kind.learning()));
  }

  private static FindingKind kindOf(HabitKind kind) {
    return switch (kind) {
      case NETWORK -> FindingKind.NEW_NETWORK;
      case USER_AGENT -> FindingKind.NEW_USER_AGENT;
      case ROUTE -> FindingKind.NEW_ROUTE;
    };
  }

  private static LocalDate day(Calls calls) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(calls.atMillis()), ZoneOffset.UTC);
  }
}
