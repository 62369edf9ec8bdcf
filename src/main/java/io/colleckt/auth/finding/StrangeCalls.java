package io.colleckt.auth.finding;

import io.colleckt.auth.activity.Calls;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Picks the few calls that are worth a look, so that steady traffic costs nothing beyond memory: it
 * leaves out what is surely familiar, and what waits to be looked at already. What it has forgotten
 * is looked at again, which does no harm. Of bounded size. Not for several threads.
 */
public final class StrangeCalls {
  /** After so long a shape is handed over again, should nothing have been learned of it. */
  static final Duration WAIT = Duration.ofMinutes(10);

  private static final int MOST_WAITING = 10_000;

  private final Clock clock;
  private final FamiliarCalls familiar;
  private final Map<CallShape, Long> waiting = new Waiting();

  /**
   * @param clock tells how long a shape has been waiting
   */
  public StrangeCalls(Clock clock) {
    this(clock, new FamiliarCalls());
  }

  StrangeCalls(Clock clock, FamiliarCalls familiar) {
    this.clock = clock;
    this.familiar = familiar;
  }

  private static final class Waiting extends LinkedHashMap<CallShape, Long> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<CallShape, Long> eldest) {
      return size() > MOST_WAITING;
    }
  }

  /** Those that may be unexpected, one of a shape, in their order. */
  public List<Calls> among(List<Calls> calls) {
    long now = clock.millis();
    List<Calls> strange = new ArrayList<>();
    Set<CallShape> seen = new HashSet<>();
    for (Calls one : calls) {
      if (CallShape.isLookedAt(one.outcome())) {
        CallShape shape = CallShape.of(one);
        if (!familiar.contains(shape)
            && waiting.getOrDefault(shape, now) <= now
            && seen.add(shape)) {
          strange.add(one);
        }
      }
    }
    return strange;
  }

  /** These are stored now, to be looked at: no need to hand them over again. */
  public void handedOver(List<Calls> strange) {
    long until = clock.millis() + WAIT.toMillis();
    strange.forEach(one -> waiting.put(CallShape.of(one), until));
  }

  /**
   * Remembers what was looked at.
   *
   * @param looked the calls that were looked at, and what came of it is committed
   * @param watches their tokens, as they are stored now
   */
  public void learn(List<Calls> looked, List<Watch> watches) {
    List<CallShape> shapes = looked.stream().map(CallShape::of).toList();
    familiar.learn(shapes, watches);
    shapes.forEach(waiting::remove);
  }
}
