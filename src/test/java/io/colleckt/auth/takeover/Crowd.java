package io.colleckt.auth.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Callers that present a token without a pause, asking for an ability or none. */
final class Crowd implements AutoCloseable {
  private static final int CALLERS = 4;

  /** A check: when it began, by the clock of this process, and its answer. */
  record Call(long beganAt, int status) {}

  private final Installation service;
  private final String plainText;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final List<Thread> callers = new ArrayList<>();

  /**
   * @param query what stands behind the address; may be empty
   */
  Crowd(Installation service, String plainText, String query) {
    this.service = service;
    this.plainText = plainText;
    for (int i = 0; i < CALLERS; i++) {
      Thread caller = new Thread(() -> call(query), "caller");
      callers.add(caller);
      caller.start();
    }
  }

  private void call(String query) {
    while (open.get()) {
      long beganAt = System.nanoTime();
      try {
        int status = service.verifyOnce(plainText, query).statusCode();
        if (status != 503) {
          calls.add(new Call(beganAt, status));
        }
      } catch (Exception e) {
        // No answer says nothing.
      }
    }
  }

  boolean becomes(int status) throws Exception {
    return Await.becomesTrue(
        60_000, () -> calls.stream().anyMatch(call -> call.status() == status));
  }

  /** So many calls that began later. */
  List<Call> callsAfter(long nanos, int count) throws Exception {
    Await.becomesTrue(60_000, () -> after(nanos).size() >= count);
    assertThat(after(nanos)).hasSizeGreaterThanOrEqualTo(count);
    return after(nanos);
  }

  private List<Call> after(long nanos) {
    return calls.stream().filter(call -> call.beganAt() - nanos > 0).toList();
  }

  @Override
  public void close() {
    open.set(false);
    try {
      for (Thread caller : callers) {
        caller.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
