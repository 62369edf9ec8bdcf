package io.colleckt.auth.finding;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.token.Check;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a finding tells of the call that led to it, by the names in JSON. */
final class CallFacts {
  private CallFacts() {}

  static Map<String, Object> of(Calls calls) {
    Check.Caller caller = calls.caller();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("at", second(Instant.ofEpochMilli(calls.atMillis())));
    facts.put("outcome", calls.outcome().label());
    facts.put("address", caller.address().toString());
    facts.put("user_agent", caller.userAgent());
    facts.put("method", caller.method());
    facts.put("path", caller.path());
    return facts;
  }

  /** The last one that finds room says that no further ones will be told. */
  static Map<String, Object> of(Calls calls, Habit habit, Watch before) {
    Map<String, Object> facts = of(calls);
    facts.put(habit.kind().label(), habit.value());
    int known = before.habits(habit.kind());
    facts.put("known_before", known);
    if (before.firstAcceptedAt() != null) {
      facts.put("first_used_at", second(before.firstAcceptedAt()));
    }
    if (known + 1 == habit.kind().most()) {
      facts.put("last_of", known + 1);
    }
    return facts;
  }

  private static String second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
