package io.colleckt.auth.takeover;

import io.colleckt.auth.cli.Exit;
import io.colleckt.auth.cli.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does one thing after the other on a context, for a thread that waits for each of them. What it
 * has given up waiting for goes on: nothing is begun beside that, and what comes of it is told
 * before anything else is. Used from one thread.
 */
final class Turns {
  private final Context context;
  private final Duration patience;
  private Late<?> late;

  Turns(Context context, Duration patience) {
    this.context = context;
    this.patience = patience;
  }

  private record Late<T>(Future<T> answer, Consumer<T> told) {
    private void tell() {
      if (answer.succeeded()) {
        told.accept(answer.result());
      }
    }
  }

  /**
   * What comes of it, once all that was begun before is over.
   *
   * @param told is given what has come of it when that was too late to be returned
   * @throws Failure when it does not succeed, or not in time
   */
  <T> T take(Supplier<Future<T>> work, Consumer<T> told) {
    if (late != null) {
      await(late.answer().otherwiseEmpty());
      Late<?> over = late;
      late = null;
      over.tell();
    }
    Future<T> answer = begin(work);
    late = new Late<>(answer, told);
    T result = await(answer); // what it throws may be that it was not there in time
    late = null;
    return result;
  }

  /** The same, beside whatever is under way. */
  <T> T takeAtOnce(Supplier<Future<T>> work) {
    return await(begin(work));
  }

  private <T> Future<T> begin(Supplier<Future<T>> work) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(
        now -> Future.succeededFuture().compose(go -> work.get()).onComplete(answer));
    return answer.future();
  }

  private <T> T await(Future<T> answer) {
    try {
      return answer.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Failure(
          Exit.UNANSWERED, "The stores do not answer in time. What was begun goes on.");
    } catch (Failure e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt(); // Whoever follows a source ends by that.
      }
      throw new Failure(
          Exit.UNANSWERED, "The stores do not answer as they should: " + e.getMessage());
    }
  }
}
