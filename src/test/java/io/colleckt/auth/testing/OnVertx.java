package io.colleckt.auth.testing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Lets a test's thread wait for what happens on an event loop. */
public final class OnVertx {
  private OnVertx() {}

  /** Runs the action on the context and waits for its future, ten seconds at most. */
  public static <T> T await(Context context, Supplier<Future<T>> action) throws Exception {
    Promise<T> promise = Promise.promise();
    context.runOnContext(nothing -> action.get().onComplete(promise));
    return await(promise.future());
  }

  /** Waits for a future, ten seconds at most; throws its cause when it fails. */
  public static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new AssertionError("Nothing came of it within ten seconds.", e);
    }
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
