package io.colleckt.auth.validation;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.FairQueue;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.FindTokens;
import io.colleckt.auth.token.TokensFound;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.List;

/**
 * The lane to Postgres for what Redis does not know: bounded, and fair by the client's network, so
 * that a flood of unknown ids from one address slows down no other. Used from its context only.
 *
 * <p>While the first of a network has waited for {@link #LONGEST_WAIT}, no more are taken in from
 * there: they would be looked up, and then not be answered in time.
 *
 * <p>A check shares a look-up with others of the same id only while it has not been sent: a read
 * that was under way before the check began could show a state from before a revocation.
 */
final class LookUps {
  private static final int IDS_AT_ONCE = 256;
  private static final int MOST_UNDER_WAY = 2;
  private static final int MOST_WAITING = 4096;
  private static final int MOST_WAITING_FOR_ONE = 512;

  /** What is left of a check's deadline then is enough to look it up and to record it. */
  static final Duration LONGEST_WAIT = Duration.ofMillis(60);

  /** Nobody waits longer than this for an answer. */
  static final Duration PATIENCE = Duration.ofMillis(180);

  private final Context context;
  private final EventBus bus;
  private final FairQueue<Waiting> waiting = new FairQueue<>(MOST_WAITING, MOST_WAITING_FOR_ONE);
  private int underWay;
  private boolean scheduled;

  LookUps(Context context, EventBus bus) {
    this.context = context;
    this.bus = bus;
  }

  private record Waiting(Check check, Promise<TokensFound> promise, long sinceNanos) {}

  /** Too many are waiting already. */
  static final class LaneFullException extends RuntimeException {
    LaneFullException() {
      super("Too many look-ups are waiting.");
    }
  }

  /**
   * Looks the check's token up.
   *
   * @return completes with what Postgres held at a moment after this call; fails with a {@link
   *     LaneFullException} at once, or when Postgres does not answer
   */
  Future<TokensFound> find(Check check) {
    Waiting entry = new Waiting(check, Promise.promise(), System.nanoTime());
    if (isBehind(check) || !waiting.offer(check.caller().address(), entry)) {
      return Future.failedFuture(new LaneFullException());
    }
    schedule();
    return entry.promise().future();
  }

  private boolean isBehind(Check check) {
    Waiting first = waiting.first(check.caller().address());
    return first != null && System.nanoTime() - first.sinceNanos() > LONGEST_WAIT.toNanos();
  }

  /** Sends at the end of the tick, so that what arrives together travels together. */
  private void schedule() {
    if (!scheduled && underWay < MOST_UNDER_WAY && !waiting.isEmpty()) {
      scheduled = true;
      context.runOnContext(nothing -> send());
    }
  }

  private void send() {
    scheduled = false;
    List<Waiting> batch = waiting.take(IDS_AT_ONCE);
    List<Long> ids = batch.stream().map(entry -> entry.check().id()).distinct().toList();
    underWay++;
    Addresses.FIND_TOKENS
        .ask(bus, new FindTokens(ids), PATIENCE)
        .onSuccess(found -> batch.forEach(entry -> entry.promise().complete(found)))
        .onFailure(cause -> batch.forEach(entry -> entry.promise().fail(cause)))
        .onComplete(answered -> sent());
    schedule();
  }

  private void sent() {
    underWay--;
    schedule();
  }
}
