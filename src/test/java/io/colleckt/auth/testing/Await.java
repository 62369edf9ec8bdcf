package io.colleckt.auth.testing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Lets the thread of a test wait for what happens on an event loop. */
public final class Await {
  private static final int SECONDS = 60;

  private Await() {}

  /** The result; throws the cause of a failure, or when it takes a minute. */
  public static <T> T await(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("Nothing came of it in a minute.", e);
    }
  }

  /**
   * Runs the action on the context and waits for its future, as above; what it throws is thrown.
   */
  public static <T> T await(Context context, Supplier<Future<T>> action) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        nothing -> Future.succeededFuture().compose(now -> action.get()).onComplete(promise));
    return await(promise.future());
  }

  /** Waits until the condition holds, so many milliseconds at most; tells whether it does. */
  public static boolean becomesTrue(long millis, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(10);
    }
    return true;
  }

  /** Something that may come true. */
  public interface Condition {
    boolean holds() throws Exception;
  }
}
