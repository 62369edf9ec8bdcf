package io.colleckt.auth.validation;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.CallsKept;
import io.colleckt.auth.activity.RecordCalls;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.bus.Batches;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Deadline;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Puts on record what Postgres has judged without Redis, before it is answered. All that is judged
 * in one tick goes into one call. Used from its context only.
 */
final class FallbackRecord {
  private static final Verdict REVOKED = new Verdict.Refused(CheckOutcome.REVOKED);
  private static final int CALLS_AT_ONCE = 256;
  private static final int BATCHES_AT_ONCE = 2;

  private final EventBus bus;
  private final Batches<Pending> batches;

  FallbackRecord(Context context) {
    this.bus = context.owner().eventBus();
    this.batches = new Batches<>(context, CALLS_AT_ONCE, BATCHES_AT_ONCE, this::record);
  }

  private record Pending(Check check, Verdict verdict, Calls calls, Promise<Verdict> promise) {}

  /**
   * Completes with the verdict once the call is on record; with "revoked", which is then on record,
   * when its token has been revoked meanwhile; with "unavailable" when it is not known to be on
   * record. Unknown ids are recorded nowhere.
   *
   * @param atMillis the time of the store that judged
   */
  Future<Verdict> recorded(Check check, Verdict verdict, long atMillis) {
    if (verdict instanceof Verdict.Unknown || verdict instanceof Verdict.Unavailable) {
      return Future.succeededFuture(verdict);
    }
    if (Deadline.hasPassed(check)) {
      return Future.succeededFuture(Verdict.UNAVAILABLE);
    }
    Calls calls = new Calls(check.id(), check.caller(), outcome(verdict), atMillis, 1);
    Pending pending = new Pending(check, verdict, calls, Promise.promise());
    batches.add(pending);
    return pending.promise().future();
  }

  private Future<?> record(List<Pending> pending) {
    List<Calls> calls = pending.stream().map(Pending::calls).toList();
    return ActivityAddresses.RECORD
        .ask(bus, new RecordCalls(calls), patience(pending))
        .onSuccess(kept -> complete(pending, kept))
        .onFailure(cause -> pending.forEach(one -> one.promise().complete(Verdict.UNAVAILABLE)));
  }

  private static void complete(List<Pending> pending, CallsKept kept) {
    for (int i = 0; i < pending.size(); i++) {
      Pending one = pending.get(i);
      one.promise().complete(kept.kept().get(i) ? one.verdict() : REVOKED);
    }
  }

  private static Duration patience(List<Pending> pending) {
    return pending.stream()
        .map(one -> Deadline.remaining(one.check()))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static CheckOutcome outcome(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      return refused.outcome();
    }
    if (verdict instanceof Verdict.LacksAbility) {
      return CheckOutcome.ABILITY;
    }
    return verdict instanceof Verdict.RateLimited
        ? CheckOutcome.RATE_LIMITED
        : CheckOutcome.ACCEPTED;
  }
}
