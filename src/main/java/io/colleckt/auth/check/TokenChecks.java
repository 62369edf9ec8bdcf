package io.colleckt.auth.check;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Batches;
import io.colleckt.auth.metrics.CheckResult;
import io.colleckt.auth.metrics.CheckSource;
import io.colleckt.auth.metrics.CheckTally;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.Checks;
import io.colleckt.auth.token.Deadline;
import io.colleckt.auth.token.Judgement;
import io.colleckt.auth.token.Judgements;
import io.colleckt.auth.token.Miss;
import io.colleckt.auth.token.ResolveMiss;
import io.colleckt.auth.token.Resolved;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for verdicts: all checks of one tick travel as one batch to the validation verticle of this
 * process. Used from its context only.
 *
 * <p>More come than can be judged when batches leave more slowly than they fill. How long the last
 * ones took and how many wait tells how long a new check would; the first that waits tells it as
 * well, should they take longer all of a sudden. What would wait for more than {@link
 * #LONGEST_WAIT} would be answered late, after work that others need; it is refused at once
 * instead, and costs none. Those who are let in are as many as can be judged.
 */
public final class TokenChecks {
  /**
   * As many are answered in one go, and as many come in their place: what else runs on this event
   * loop, a revocation say, waits no longer than that takes, however many clients there are.
   */
  private static final int CHECKS_AT_ONCE = 64;

  private static final int BATCHES_AT_ONCE = 2;

  /** What is left of a check's deadline then is enough for one call to Redis. */
  public static final Duration LONGEST_WAIT = Duration.ofMillis(100);

  /** Also a bound to memory, should the clock stand still. */
  static final int MOST_WAITING = 8192;

  private final EventBus bus;
  private final Batches<Pending> batch;
  private final CheckTally tally;

  public TokenChecks(Context context) {
    this.bus = context.owner().eventBus();
    this.batch = new Batches<>(context, CHECKS_AT_ONCE, BATCHES_AT_ONCE, this::validate);
    this.tally = Metrics.of(context.owner()).checkTally();
  }

  private record Pending(Check check, Promise<Verdict> promise) {}

  /**
   * Completes with the verdict within {@link Deadline#OF_A_CHECK} of the check's arrival, as long
   * as this event loop runs. Never fails: what is in doubt is {@link Verdict.Unavailable}, and so
   * is, at once, what comes while too much waits.
   */
  public Future<Verdict> verdictOn(Check check) {
    if (isBehind()) {
      tally.turnedAway(CheckResult.SHED);
      return Future.succeededFuture(Verdict.UNAVAILABLE);
    }
    Promise<Verdict> promise = Promise.promise();
    batch.add(new Pending(check, promise));
    return promise.future();
  }

  /** Whether a check that came now would be refused. */
  public boolean isBehind() {
    Pending first = batch.first();
    return first != null
        && (batch.expectedWaitNanos() > LONGEST_WAIT.toNanos()
            || System.nanoTime() - first.check().arrivedNanos() > LONGEST_WAIT.toNanos()
            || batch.waiting() >= MOST_WAITING);
  }

  /** Where those count what they turn away themselves; on this event loop only. */
  public CheckTally tally() {
    return tally;
  }

  private Future<?> validate(List<Pending> pending) {
    List<Check> checks = new ArrayList<>(pending.size());
    for (Pending one : pending) {
      checks.add(one.check());
    }
    return Addresses.VALIDATE
        .ask(bus, new Checks(checks))
        .onSuccess(judgements -> deliver(pending, judgements))
        .onFailure(cause -> pending.forEach(this::leaveInDoubt));
  }

  private void deliver(List<Pending> pending, Judgements judgements) {
    for (int i = 0; i < pending.size(); i++) {
      Judgement judgement = judgements.list().get(i);
      if (judgement instanceof Verdict verdict) {
        answer(pending.get(i), verdict, CheckSource.REDIS);
      } else {
        resolve(pending.get(i), (Miss) judgement);
      }
    }
  }

  private void resolve(Pending pending, Miss miss) {
    Addresses.RESOLVE
        .ask(bus, new ResolveMiss(pending.check(), miss), Deadline.remaining(pending.check()))
        .map(Resolved::verdict)
        .otherwise(Verdict.UNAVAILABLE)
        .onSuccess(verdict -> answer(pending, verdict, CheckSource.POSTGRES));
  }

  private void leaveInDoubt(Pending pending) {
    answer(pending, Verdict.UNAVAILABLE, CheckSource.NONE);
  }

  private void answer(Pending pending, Verdict verdict, CheckSource source) {
    long ageNanos = System.nanoTime() - pending.check().arrivedNanos();
    Verdict told = Deadline.isStale(ageNanos) ? Verdict.UNAVAILABLE : verdict;
    tally.answered(told, source, ageNanos);
    pending.promise().complete(told);
  }
}
