package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.ActivityCommitted;
import io.colleckt.auth.activity.ActivityRecorded;
import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.CallsKept;
import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.PositionRead;
import io.colleckt.auth.activity.ReadPosition;
import io.colleckt.auth.activity.RecordCalls;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.bus.Batches;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.EventBus;
import java.util.List;

/**
 * Takes calls into the activity log: from the drain, and from checks that Postgres has judged.
 * These are gathered while others are being stored, since they would wait for the same counters.
 */
final class ActivityAnswers {
  private static final int MOST_IN_ONE_TRANSACTION = 200;
  private static final int TRANSACTIONS = 2;

  /** With those under way; each of them holds what was judged in one tick. */
  private static final int MOST_WAITING = 500;

  private final EventBus bus;
  private final ActivityWriting writing;
  private final Batches<Waiting> waiting;
  private int unanswered;

  private record Waiting(RecordCalls request, Promise<CallsKept> answer) {}

  /**
   * @param context on which everything runs
   * @param drain connections for the drain
   * @param records connections for checks
   * @param findings hears of all that is recorded
   */
  ActivityAnswers(
      Context context, EventBus bus, Database drain, Database records, FindingWatch findings) {
    this.bus = bus;
    this.writing = new ActivityWriting(drain, records, findings);
    this.waiting = new Batches<>(context, MOST_IN_ONE_TRANSACTION, TRANSACTIONS, this::record);
  }

  /** Answers on the context from now on. */
  void register() {
    ActivityAddresses.POSITION.answer(bus, this::position);
    ActivityAddresses.COMMIT.answer(bus, this::commit);
    ActivityAddresses.RECORD.answer(bus, this::await);
  }

  private Future<PositionRead> position(ReadPosition question) {
    return writing.position(question.stream()).map(PositionRead::new);
  }

  private Future<ActivityCommitted> commit(CommitActivity request) {
    return writing
        .commit(request)
        .onSuccess(rows -> rows.ifPresent(this::tell))
        .map(rows -> new ActivityCommitted(rows.isPresent()));
  }

  /** Fails at once when too many wait: they would be answered too late anyway. */
  private Future<CallsKept> await(RecordCalls request) {
    if (unanswered >= MOST_WAITING) {
      return Future.failedFuture("Too many calls wait to be recorded.");
    }
    unanswered++;
    Promise<CallsKept> answer = Promise.promise();
    waiting.add(new Waiting(request, answer));
    return answer.future().onComplete(done -> unanswered--);
  }

  private Future<?> record(List<Waiting> batch) {
    List<Calls> all = batch.stream().flatMap(waiting -> waiting.request.calls().stream()).toList();
    return writing
        .record(all)
        .onSuccess(recorded -> tell(recorded.rows()))
        .onSuccess(recorded -> batch.forEach(one -> answer(one, recorded)))
        .onFailure(cause -> batch.forEach(one -> one.answer.fail(cause)));
  }

  private static void answer(Waiting one, ActivityWriting.Recorded recorded) {
    one.answer.complete(new CallsKept(one.request.calls().stream().map(recorded::kept).toList()));
  }

  private void tell(List<RecordedCalls> rows) {
    if (!rows.isEmpty()) {
      ActivityAddresses.RECORDED.publish(bus, new ActivityRecorded(rows));
    }
  }
}
