package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.becomesTrue;

import io.colleckt.auth.fire.Told.Asked;
import io.colleckt.auth.testing.ActivityLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Traffic at an arena while a test breaks things there, and what the checkers say of it. */
final class Ordeal implements AutoCloseable {
  private static final long DRAINED_MILLIS = 90_000;
  private static final int MOST_SECONDS = 60;
  private static final int CHECKS_PER_SECOND = 150;
  private static final int EXPIRING = 40;

  private final Arena arena;
  private final long seed = System.nanoTime() & 0xffffff;
  private final History history = new History();
  private final Tokens tokens = new Tokens();
  private final WallClock clock = new WallClock();
  private final Traffic traffic;
  private final int checksPerSecond;
  private boolean ended;

  /**
   * Begins, and returns when the nodes have come up to speed; some tokens expire one after the
   * other within so many seconds from then on.
   */
  Ordeal(Arena arena, int expiringSeconds) throws Exception {
    this(arena, expiringSeconds, CHECKS_PER_SECOND);
  }

  /** As above, with so many checks a second. */
  Ordeal(Arena arena, int expiringSeconds, int checksPerSecond) throws Exception {
    this.arena = arena;
    this.checksPerSecond = checksPerSecond;
    this.traffic = new Traffic(arena, history, tokens, seed);
    traffic.start(checksPerSecond);
    awaitSpeed();
    tokens.addExpiring(arena.stores().database(), EXPIRING, expiringSeconds);
  }

  private void awaitSpeed() throws Exception {
    for (int second = 0; !isSteady(); second++) {
      if (second == MOST_SECONDS) {
        end();
        throw new AssertionError("The nodes do not come up to speed.");
      }
      Thread.sleep(1_000);
    }
  }

  /** Whether nearly all that was asked in the last second got a verdict. */
  private boolean isSteady() {
    long nowNanos = System.nanoTime();
    List<Told> checks = between(nowNanos - 1_000_000_000L, nowNanos, Asked::isCheck);
    return checks.size() > checksPerSecond / 3 && share(checks, 200, 401, 403) > 0.95;
  }

  /** Ends the traffic, and returns when everybody was told something or has given up. */
  void end() throws Exception {
    if (!ended) {
      ended = true;
      traffic.stop();
      System.out.println("Ordeal: " + history.figures());
    }
  }

  /** What breaks C1 to C6, one line each; {@link #end} comes first. */
  List<String> violations() throws Exception {
    List<String> violations = new ArrayList<>();
    List<Told> lost = lost(violations);
    lost.forEach(told -> violations.add("C5 lost: " + told));
    return violations;
  }

  /**
   * As {@link #violations}, but for answers that are not on record.
   *
   * @return those
   */
  List<Told> lost(List<String> violations) throws Exception {
    ActivityLog log = new ActivityLog(arena.stores().database(), arena.stores().redis().url());
    if (!becomesTrue(DRAINED_MILLIS, log::isDrained)) {
      violations.add("C5 the streams are not brought in");
    }
    List<Told> checks = history.checks();
    violations.addAll(
        new Verdicts(history, tokens.all(), tokens.expiries(), clock).violations(checks));
    violations.addAll(new Effects(arena.stores().database()).violations());
    OnRecord.Found found = OnRecord.compare(checks, log, Traffic.paths(seed));
    violations.addAll(found.violations());
    return found.lost();
  }

  History history() {
    return history;
  }

  /** Milliseconds since the epoch, of a moment of {@link System#nanoTime}. */
  long millis(long nanos) {
    return clock.millis(nanos);
  }

  /** What was asked of that kind between two moments, and had ended in time. */
  List<Told> between(long fromNanos, long toNanos, Predicate<Asked> kind) {
    return history.all().stream()
        .filter(told -> kind.test(told.asked()))
        .filter(told -> told.beganAfter(fromNanos) && told.endedBefore(toNanos))
        .toList();
  }

  /** The part of them that got one of these answers. */
  static double share(List<Told> all, Integer... statuses) {
    List<Integer> wanted = List.of(statuses);
    return (double) all.stream().filter(told -> wanted.contains(told.status())).count()
        / Math.max(1, all.size());
  }

  @Override
  public void close() {
    try {
      end();
    } catch (Exception e) {
      throw new AssertionError("The traffic does not end.", e);
    } finally {
      traffic.close();
    }
  }
}
