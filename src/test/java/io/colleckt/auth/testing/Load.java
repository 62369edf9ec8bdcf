package io.colleckt.auth.testing;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Callers that check tokens one after the other until they are told to stop, and write down what
 * they were told and how long it took. The history is what the claims are held against.
 */
public final class Load {
  private final RunningNode node;
  private final Supplier<TestToken> tokens;
  private final Queue<Call> history = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * One check.
   *
   * @param status of the answer, or 0 when the connection broke
   */
  public record Call(TestToken token, long startNanos, long endNanos, int status) {
    /** How long the caller waited. */
    public Duration took() {
      return Duration.ofNanos(endNanos - startNanos);
    }
  }

  /**
   * @param tokens which token a caller uses next; called from many threads
   */
  public Load(RunningNode node, Supplier<TestToken> tokens) {
    this.node = node;
    this.tokens = tokens;
  }

  /** Starts so many callers. */
  public Load start(int callers) {
    running.set(callers);
    for (int i = 0; i < callers; i++) {
      next();
    }
    return this;
  }

  /** Stops the callers and waits for their last answers. */
  public List<Call> stop() throws Exception {
    stopped = true;
    if (!Await.becomesTrue(10_000, () -> running.get() == 0)) {
      throw new AssertionError(running.get() + " callers got no answer.");
    }
    return List.copyOf(history);
  }

  /** What has been written down so far. */
  public int size() {
    return history.size();
  }

  /** The calls of that kind that began since. */
  public List<Call> since(long nanos, Predicate<Call> kind) {
    return history.stream().filter(call -> call.startNanos() >= nanos).filter(kind).toList();
  }

  private void next() {
    if (stopped) {
      running.decrementAndGet();
      return;
    }
    TestToken token = tokens.get();
    long start = System.nanoTime();
    Future<Integer> status = node.check(token).otherwise(0);
    status.onSuccess(answer -> note(new Call(token, start, System.nanoTime(), answer)));
  }

  private void note(Call call) {
    history.add(call);
    next();
  }
}
