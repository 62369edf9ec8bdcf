package io.colleckt.auth.testing;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures, on the thread of a test. */
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
}
