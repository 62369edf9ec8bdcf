package io.colleckt.auth.bus;

import io.colleckt.auth.token.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.EventBus;

/**
 * Puts the questions of strangers to one call: bounded, and fair by network, so that a flood from
 * one of them keeps no other from an answer. Used on one event loop.
 */
public final class FairLane<Q extends Record, R extends Record> {
  private static final int MOST_WAITING = 1024;
  private static final int MOST_WAITING_FOR_ONE = 64;

  private final EventBus bus;
  private final Call<Q, R> call;
  private final int mostUnderWay;
  private final FairQueue<Waiting<Q, R>> queue =
      new FairQueue<>(MOST_WAITING, MOST_WAITING_FOR_ONE);
  private int underWay;

  /**
   * @param mostUnderWay how many questions may be under way at once
   */
  public FairLane(EventBus bus, Call<Q, R> call, int mostUnderWay) {
    this.bus = bus;
    this.call = call;
    this.mostUnderWay = mostUnderWay;
  }

  private record Waiting<Q, R>(Q question, Promise<R> promise) {}

  /**
   * As {@link Call#ask(EventBus, Record)} once it is this question's turn; fails at once when too
   * many wait.
   */
  public Future<R> ask(IpAddress from, Q question) {
    Waiting<Q, R> waiting = new Waiting<>(question, Promise.promise());
    if (!queue.offer(from, waiting)) {
      return Future.failedFuture("Too many wait for " + call.address() + ".");
    }
    next();
    return waiting.promise().future();
  }

  private void next() {
    while (underWay < mostUnderWay && !queue.isEmpty()) {
      underWay++;
      queue.take(1).forEach(this::put);
    }
  }

  private void put(Waiting<Q, R> waiting) {
    call.ask(bus, waiting.question())
        .onComplete(waiting.promise())
        .onComplete(answered -> answered());
  }

  private void answered() {
    underWay--;
    next();
  }
}
