package io.colleckt.auth.fire;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One direction of one connection: bytes in their order, and the end after them. Used on the
 * proxy's event loop only.
 */
final class Pipe {
  private static final int MOST_SLICES = 2_000;

  private final Vertx vertx;
  private final Conditions conditions;
  private final Queue<Buffer> waiting = new ArrayDeque<>();
  private NetSocket to;
  private boolean caught;
  private boolean ended;
  private boolean underWay;

  Pipe(Vertx vertx, Conditions conditions) {
    this.vertx = vertx;
    this.conditions = conditions;
  }

  /** Where it leads from now on. */
  void lead(NetSocket socket) {
    to = socket;
    flow();
  }

  void offer(Buffer bytes) {
    caught |= conditions.catches(bytes);
    waiting.add(bytes);
    flow();
  }

  /** No more bytes will come. */
  void end() {
    ended = true;
    flow();
  }

  /** Whether bytes are under way. */
  boolean isBusy() {
    return underWay || !waiting.isEmpty();
  }

  /** Lets go what a trap has caught. */
  void release() {
    caught = false;
    flow();
  }

  /** Lets pass what nothing holds back. */
  void flow() {
    if (to == null || underWay || caught || conditions.isHeld()) {
      return;
    }
    Buffer next = waiting.poll();
    if (next != null) {
      underWay = true;
      after(conditions.nextDelay(), () -> arrive(next));
    } else if (ended) {
      to.close();
    }
  }

  private void after(long millis, Runnable action) {
    if (millis == 0) {
      action.run();
    } else {
      vertx.setTimer(millis, timer -> action.run());
    }
  }

  /** What was under way when the hold began has not arrived yet: it waits, still the first. */
  private void arrive(Buffer bytes) {
    if (conditions.isHeld() || caught) {
      after(1, () -> arrive(bytes));
      return;
    }
    write(bytes);
    underWay = false;
    flow();
  }

  private void write(Buffer bytes) {
    int slices = conditions.isSliced() ? Math.min(MOST_SLICES, bytes.length()) : 0;
    for (int i = 0; i < slices; i++) {
      to.write(bytes.slice(i, i + 1));
    }
    if (slices < bytes.length()) {
      to.write(bytes.slice(slices, bytes.length()));
    }
  }
}
