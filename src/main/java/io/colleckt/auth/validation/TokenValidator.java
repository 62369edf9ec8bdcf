package io.colleckt.auth.validation;

import io.colleckt.auth.bus.Batches;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.Checks;
import io.colleckt.auth.token.Deadline;
import io.colleckt.auth.token.Judge;
import io.colleckt.auth.token.Judgement;
import io.colleckt.auth.token.Judgements;
import io.colleckt.auth.token.Miss;
import io.colleckt.auth.token.ResolveMiss;
import io.colleckt.auth.token.Resolved;
import io.colleckt.auth.token.TokenRecord;
import io.colleckt.auth.token.TokensFound;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * The rules of a check. One round trip to Redis judges all checks of a tick. What Redis does not
 * know is read from Postgres and filled in, and the fill is the verdict. When Redis surely did not
 * execute a call, Postgres judges alone, and the call is on record there before it is answered;
 * when that is unknown, the answer is 503. Used from its context only.
 */
final class TokenValidator {
  private static final int FILLS_AT_ONCE = 256;
  private static final int BATCHES_AT_ONCE = 2;
  private static final Duration POSTGRES_PAUSE = Duration.ofSeconds(1);

  private final RedisFunctions functions;
  private final RedisLink redis;
  private final LookUps lookUps;
  private final FallbackRecord fallback;
  private final Batches<PendingFill> fills;
  private long postgresFailedNanos = System.nanoTime() - POSTGRES_PAUSE.toNanos();

  TokenValidator(Context context, RedisFunctions functions, RedisLink redis, LookUps lookUps) {
    this.functions = functions;
    this.redis = redis;
    this.lookUps = lookUps;
    this.fallback = new FallbackRecord(context);
    this.fills = new Batches<>(context, FILLS_AT_ONCE, BATCHES_AT_ONCE, this::fill);
  }

  private record PendingFill(Fill fill, Promise<Judgement> promise) {}

  /** Completes after one round trip to Redis; never fails. */
  Future<Judgements> validate(Checks checks) {
    return judge(checks.list(), postgresAnswers()).map(Judgements::new);
  }

  /** Completes with the verdict on a check that Redis did not know; never fails. */
  Future<Resolved> resolve(ResolveMiss request) {
    return verdict(request.check(), request.miss()).map(Resolved::new);
  }

  private Future<List<Judgement>> judge(List<Check> checks, boolean postgresAnswers) {
    return redis
        .judge(
            Request.toCheck(functions.check(), checks, postgresAnswers),
            reply -> reply.judgements(checks.size(), checks::get))
        .otherwise(cause -> Collections.nCopies(checks.size(), withoutReply(cause)));
  }

  private static Judgement withoutReply(Throwable cause) {
    return cause instanceof NotExecutedException ? Miss.NOT_ASKED : Verdict.UNAVAILABLE;
  }

  private Future<Verdict> verdict(Check check, Miss miss) {
    return lookUps
        .find(check)
        .compose(found -> settle(check, miss, found), cause -> withoutPostgres(check, cause));
  }

  private Future<Verdict> settle(Check check, Miss miss, TokensFound found) {
    TokenRecord record = found.records().get(check.id());
    if (record == null || !miss.mayFill()) {
      return judgeAlone(check, found);
    }
    PendingFill pending = new PendingFill(new Fill(check, miss, record), Promise.promise());
    fills.add(pending);
    return pending.promise().future().compose(judgement -> afterFill(judgement, check, found));
  }

  private Future<Verdict> afterFill(Judgement judgement, Check check, TokensFound found) {
    if (judgement instanceof Verdict verdict) {
      return Future.succeededFuture(verdict);
    }
    Miss miss = (Miss) judgement;
    return miss.mayFill() ? lookAgain(check, miss) : judgeAlone(check, found);
  }

  private Future<Verdict> judgeAlone(Check check, TokensFound found) {
    TokenRecord record = found.records().get(check.id());
    Verdict verdict = Judge.judge(record, check, found.nowMillis());
    return fallback.recorded(check, verdict, found.nowMillis());
  }

  /** The fill was refused since something had changed meanwhile. */
  private Future<Verdict> lookAgain(Check check, Miss miss) {
    return Deadline.hasPassed(check)
        ? Future.succeededFuture(Verdict.UNAVAILABLE)
        : verdict(check, miss);
  }

  private Future<?> fill(List<PendingFill> pending) {
    List<Fill> list = pending.stream().map(PendingFill::fill).toList();
    return redis
        .judge(
            Request.toFill(functions.fill(), list),
            reply -> reply.judgements(list.size(), i -> list.get(i).check()))
        .otherwise(cause -> Collections.nCopies(list.size(), withoutReply(cause)))
        .onSuccess(judgements -> complete(pending, judgements));
  }

  private static void complete(List<PendingFill> pending, List<Judgement> judgements) {
    for (int i = 0; i < pending.size(); i++) {
      pending.get(i).promise().complete(judgements.get(i));
    }
  }

  /** Postgres cannot be asked: a record counts however old it is. */
  private Future<Verdict> withoutPostgres(Check check, Throwable cause) {
    if (cause instanceof LookUps.LaneFullException) {
      return Future.succeededFuture(Verdict.UNAVAILABLE);
    }
    postgresFailedNanos = System.nanoTime();
    return judge(List.of(check), false).map(TokenValidator::certain);
  }

  private static Verdict certain(List<Judgement> judgements) {
    return judgements.get(0) instanceof Verdict verdict ? verdict : Verdict.UNAVAILABLE;
  }

  private boolean postgresAnswers() {
    return System.nanoTime() - postgresFailedNanos >= POSTGRES_PAUSE.toNanos();
  }
}
