package io.colleckt.auth.drain;

import io.colleckt.auth.activity.DrainTo;
import io.colleckt.auth.activity.Drained;
import io.colleckt.auth.token.StreamEnd;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Those who wait until streams have been brought in up to some end. Used from one context. */
final class Waiting {
  /** A little less than they wait themselves. */
  private static final Duration PATIENCE = Duration.ofMillis(240);

  private static final int MOST = 1_000;

  private final StreamDrain drain;
  private final List<One> all = new ArrayList<>();

  private record One(DrainTo until, Promise<Drained> promise) {}

  Waiting(StreamDrain drain) {
    this.drain = drain;
  }

  /** Completes when the ends are reached, whichever node brought them there; fails when late. */
  Future<Drained> add(DrainTo until) {
    if (all.size() >= MOST) {
      return Future.failedFuture("Too many wait already.");
    }
    One one = new One(until, Promise.promise());
    all.add(one);
    return one.promise()
        .future()
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(done -> all.remove(one));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Asks Postgres once how far each stream is that somebody waits for. Completes when all have been
   * looked at; never fails.
   */
  Future<Void> settle() {
    List<One> waiting = List.copyOf(all);
    Map<String, Future<StreamPosition>> positions = new HashMap<>();
    waiting.stream()
        .flatMap(one -> one.until().ends().stream())
        .forEach(end -> positions.computeIfAbsent(end.stream(), drain::committed));
    return Future.join(List.copyOf(positions.values()))
        .<Void>mapEmpty()
        .otherwiseEmpty()
        .onSuccess(asked -> waiting.forEach(one -> release(one, positions)));
  }

  private static void release(One one, Map<String, Future<StreamPosition>> positions) {
    if (one.until().ends().stream().allMatch(end -> isReached(end, positions.get(end.stream())))) {
      one.promise().tryComplete(new Drained());
    }
  }

  private static boolean isReached(StreamEnd end, Future<StreamPosition> position) {
    return position.succeeded() && position.result().compareTo(end.position()) >= 0;
  }
}
