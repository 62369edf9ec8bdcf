package io.colleckt.auth.drain;

import io.colleckt.auth.activity.DrainTo;
import io.colleckt.auth.activity.Drained;
import io.colleckt.auth.token.StreamEnd;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  /** Asks Postgres how far each of them is. Completes when all have been looked at; never fails. */
  Future<Void> settle() {
    List<Future<Void>> looks = List.copyOf(all).stream().map(this::settle).toList();
    return Future.join(looks).<Void>mapEmpty().otherwiseEmpty();
  }

  private Future<Void> settle(One one) {
    List<Future<Boolean>> reached = one.until().ends().stream().map(this::isReached).toList();
    return Future.all(reached)
        .map(all -> all.<Boolean>list().stream().allMatch(yes -> yes))
        .onSuccess(yes -> release(one, yes))
        .mapEmpty();
  }

  private Future<Boolean> isReached(StreamEnd end) {
    return drain.committed(end.stream()).map(position -> position.compareTo(end.position()) >= 0);
  }

  private static void release(One one, boolean reached) {
    if (reached) {
      one.promise().tryComplete(new Drained());
    }
  }
}
