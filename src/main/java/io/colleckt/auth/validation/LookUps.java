package io.colleckt.auth.validation;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.FindTokens;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.TokensFound;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lane to Postgres for what Redis does not know: bounded, and fair by client address, so that a
 * flood of unknown ids from one address slows down no other. Used from its context only.
 *
 * <p>A check shares a look-up with others of the same id only while it has not been sent: a read
 * that was under way before the check began could show a state from before a revocation.
 */
final class LookUps {
  private static final int IDS_AT_ONCE = 256;
  private static final int MOST_UNDER_WAY = 2;
  private static final int MOST_WAITING = 4096;
  private static final int MOST_WAITING_FOR_ONE = 1024;

  /** Nobody waits longer than this for an answer. */
  static final Duration PATIENCE = Duration.ofMillis(180);

  private final Context context;
  private final EventBus bus;
  private final Map<IpAddress, Queue> queues = new HashMap<>();
  private final ArrayDeque<Queue> turns = new ArrayDeque<>();
  private int waiting;
  private int underWay;
  private boolean scheduled;

  LookUps(Context context, EventBus bus) {
    this.context = context;
    this.bus = bus;
  }

  private record Waiting(Check check, Promise<TokensFound> promise) {}

  private record Queue(IpAddress address, ArrayDeque<Waiting> line) {}

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
    Queue queue = queues.computeIfAbsent(check.caller().address(), this::newQueue);
    if (waiting >= MOST_WAITING || queue.line().size() >= MOST_WAITING_FOR_ONE) {
      return Future.failedFuture(new LaneFullException());
    }
    Waiting entry = new Waiting(check, Promise.promise());
    if (queue.line().isEmpty()) {
      turns.add(queue);
    }
    queue.line().add(entry);
    waiting++;
    schedule();
    return entry.promise().future();
  }

  private Queue newQueue(IpAddress address) {
    return new Queue(address, new ArrayDeque<>());
  }

  /** Sends at the end of the tick, so that what arrives together travels together. */
  private void schedule() {
    if (!scheduled && underWay < MOST_UNDER_WAY && waiting > 0) {
      scheduled = true;
      context.runOnContext(nothing -> send());
    }
  }

  private void send() {
    scheduled = false;
    List<Waiting> batch = nextBatch();
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

  /** Takes one from each address in turn. */
  private List<Waiting> nextBatch() {
    List<Waiting> batch = new ArrayList<>(Math.min(waiting, IDS_AT_ONCE));
    while (batch.size() < IDS_AT_ONCE && !turns.isEmpty()) {
      Queue queue = turns.poll();
      batch.add(queue.line().poll());
      waiting--;
      if (queue.line().isEmpty()) {
        queues.remove(queue.address());
      } else {
        turns.add(queue);
      }
    }
    return batch;
  }
}
