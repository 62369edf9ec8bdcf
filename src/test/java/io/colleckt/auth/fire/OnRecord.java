package io.colleckt.auth.fire;

import io.colleckt.auth.testing.ActivityLog;
import io.colleckt.auth.testing.ActivityLog.Counted;
import io.colleckt.auth.token.CheckOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the calls on record with the answers (C5, promise P5): each call that was answered 200,
 * 401 or 403 is there once, with that outcome; one that got 503 or no answer at most once; nothing
 * else is. Refused calls above ten a second of one token stand together, without their paths.
 */
final class OnRecord {
  private static final String FOLDED = "*";
  private static final Map<Integer, Set<CheckOutcome>> OUTCOMES =
      Map.of(
          200, Set.of(CheckOutcome.ACCEPTED),
          401,
              Set.of(
                  CheckOutcome.EXPIRED,
                  CheckOutcome.REVOKED,
                  CheckOutcome.PAUSED,
                  CheckOutcome.WRONG_SECRET),
          403, Set.of(CheckOutcome.ABILITY));

  private final Map<String, List<Counted>> byPath;
  private final Map<Long, Long> folded = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Told> lost = new ArrayList<>();

  private OnRecord(List<Counted> counted, String paths, Set<Long> tokens) {
    this.byPath =
        counted.stream()
            .filter(one -> one.path().startsWith(paths))
            .collect(Collectors.groupingBy(Counted::path, HashMap::new, Collectors.toList()));
    counted.stream()
        .filter(one -> one.path().equals(FOLDED) && tokens.contains(one.tokenId()))
        .forEach(one -> folded.merge(one.tokenId(), one.calls(), Long::sum));
  }

  /**
   * What was found.
   *
   * @param violations one line each, but for calls that are missing
   * @param lost calls with a verdict that are not on record
   */
  record Found(List<String> violations, List<Told> lost) {}

  /**
   * Compares them; the log must hold all that was in the streams.
   *
   * @param paths what the path of each check begins with, and no other's
   */
  static Found compare(List<Told> checks, ActivityLog log, String paths) {
    Set<Long> tokens = checks.stream().map(Told::tokenId).collect(Collectors.toSet());
    OnRecord record = new OnRecord(log.counted(), paths, tokens);
    checks.forEach(record::look);
    record.unfold(checks);
    return new Found(record.violations, record.lost);
  }

  private void look(Told told) {
    List<Counted> found = byPath.getOrDefault(told.path(), List.of());
    long calls = found.stream().mapToLong(Counted::calls).sum();
    Set<CheckOutcome> right = OUTCOMES.get(told.status());
    if (calls > 1) {
      violations.add("C5 doubled: " + told + " " + found);
    } else if (calls == 0 && right != null) {
      lost.add(told);
    } else if (calls == 1 && !fits(told, found.get(0), right)) {
      violations.add("C5 another call: " + told + " " + found);
    }
  }

  private static boolean fits(Told told, Counted one, Set<CheckOutcome> right) {
    return one.tokenId() == told.tokenId() && (right == null || right.contains(one.outcome()));
  }

  /** What is missing by its path may stand among the folded calls of its token; and no more may. */
  private void unfold(List<Told> checks) {
    Set<String> asked = new HashSet<>();
    Map<Long, Long> maybe = new HashMap<>();
    for (Told told : checks) {
      asked.add(told.path());
      if (!byPath.containsKey(told.path()) && told.status() != 200) {
        maybe.merge(told.tokenId(), 1L, Long::sum);
      }
    }
    byPath.keySet().stream()
        .filter(path -> !asked.contains(path))
        .forEach(path -> violations.add("C5 never asked: " + byPath.get(path)));
    folded.forEach((token, calls) -> unfold(token, calls, maybe.getOrDefault(token, 0L)));
  }

  private void unfold(long token, long calls, long maybe) {
    if (calls > maybe) {
      violations.add("C5 token " + token + ": " + calls + " folded calls of at most " + maybe);
    }
    List<Told> covered =
        lost.stream()
            .filter(told -> told.tokenId() == token && told.status() != 200)
            .limit(calls)
            .toList();
    lost.removeAll(covered);
  }
}
