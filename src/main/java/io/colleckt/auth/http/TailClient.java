package io.colleckt.auth.http;

import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.activity.TailFilter;
import io.colleckt.auth.activity.TailRead;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * One client of the live tail. What it has missed comes first, at its own pace; then what is
 * offered, at most 200 rows a second. Nothing is kept for a client that does not read: rows are
 * left out, which it is told before anything else, and soon it is cut. Used on one event loop.
 */
final class TailClient {
  private static final int MOST_A_SECOND = 200;
  private static final int MOST_WAITING = 2_000;
  private static final int PIECE = 50;
  private static final long SECOND_NANOS = 1_000_000_000;

  private final Outflow outflow;
  private final TailFilter filter;
  private final TailTimes times;
  private final Promise<Void> ended = Promise.promise();

  /** Null once all that had to wait has been sent. */
  private Queue<TailRow> waiting = new ArrayDeque<>();

  /** Up to which id all rows were offered to whoever listened. */
  private LongSupplier told = () -> -1;

  private long from = -1;
  private Set<Long> caughtUp = Set.of();
  private long skipped;
  private long second;
  private int inSecond;
  private long writtenAtNanos = System.nanoTime();
  private long fullSinceNanos;

  TailClient(Outflow outflow, TailFilter filter, TailTimes times) {
    this.outflow = outflow;
    this.filter = filter;
    this.times = times;
    outflow.gone().onComplete(gone -> cut("The reader is gone."));
  }

  /** Completes when there is nothing more to come; fails when the client is to be cut. */
  Future<Void> ended() {
    return ended.future();
  }

  /** Nothing more comes. */
  void end() {
    ended.tryComplete();
  }

  /** The connection is closed at once. */
  void cut(String reason) {
    ended.tryFail(new IOException(reason));
  }

  TailFilter filter() {
    return filter;
  }

  /**
   * Sends what was missed, then what has been offered meanwhile. From then on the client is live.
   *
   * @param after where it had come to; empty = it is new
   * @param offered up to which id all rows were offered to whoever listened
   */
  void begin(Optional<TailPosition> after, TailRead read, LongSupplier offered) {
    told = offered;
    Set<Long> ids = new HashSet<>();
    read.rows().forEach(row -> ids.add(row.id()));
    Queue<TailRow> early = waiting;
    waiting = new ArrayDeque<>();
    read.rows().forEach(row -> waiting.add(new TailRow(row)));
    from = read.settled();
    caughtUp = ids;
    early.stream().filter(this::isNew).forEach(waiting::add);
    caughtUp.removeIf(id -> id <= from);
    outflow
        .write(start(after, read))
        .compose(sent -> sendWaiting())
        .onFailure(cause -> cut("The reader takes nothing."));
  }

  /** Sends a row, or leaves it out. */
  void offer(TailRow row) {
    if (!filter.accepts(row.calls()) || !isNew(row)) {
      return;
    }
    if (waiting == null ? mayWrite() : waiting.size() < MOST_WAITING) {
      take(row);
    } else {
      skipped++;
    }
  }

  /** Rows were left out before they came here, perhaps some that are not looked for. */
  void skip(long count) {
    skipped += count;
  }

  /** Cuts who does not read; tells the others what was left out, and that we are still here. */
  void tick() {
    long now = System.nanoTime();
    if (waiting != null) {
      return;
    }
    if (!outflow.isFull()) {
      fullSinceNanos = 0;
      if (skipped > 0 || now - writtenAtNanos >= times.heartbeat().toNanos()) {
        write(TailEvents.heartbeat(position()));
      }
    } else if (fullSinceNanos == 0) {
      fullSinceNanos = now;
    } else if (now - fullSinceNanos > times.patience().toNanos()) {
      cut("The reader is too slow.");
    }
  }

  private boolean isNew(TailRow row) {
    return row.id() > from && !caughtUp.contains(row.id());
  }

  private boolean mayWrite() {
    if (outflow.isFull()) {
      return false;
    }
    fullSinceNanos = 0;
    long now = System.nanoTime() / SECOND_NANOS;
    inSecond = now == second ? inSecond + 1 : 1;
    second = now;
    return inSecond <= MOST_A_SECOND;
  }

  private void take(TailRow row) {
    if (waiting == null) {
      write(row.event(position()));
    } else {
      waiting.add(row);
    }
  }

  private void write(Buffer event) {
    Buffer all = Buffer.buffer();
    if (skipped > 0) {
      all.appendBuffer(TailEvents.skipped(position(), skipped));
      skipped = 0;
    }
    writtenAtNanos = System.nanoTime();
    outflow.write(all.appendBuffer(event)).onFailure(cause -> cut("The reader takes nothing."));
  }

  private Buffer start(Optional<TailPosition> after, TailRead read) {
    long first = read.rows().stream().mapToLong(row -> row.id() - 1).findFirst().orElse(from);
    if (read.complete()) {
      return TailEvents.start(
          after.map(TailPosition::settled).map(TailClient::at).orElse(at(from)));
    }
    Instant until = read.rows().stream().findFirst().map(TailClient::time).orElse(Instant.now());
    TailPosition begin = at(Math.min(first, from));
    return TailEvents.start(begin)
        .appendBuffer(TailEvents.gap(begin, after.orElse(begin).at(), until));
  }

  private Future<Void> sendWaiting() {
    if (waiting.isEmpty()) {
      waiting = null;
      return Future.succeededFuture();
    }
    Buffer piece = Buffer.buffer();
    for (int i = 0; i < PIECE && !waiting.isEmpty(); i++) {
      TailRow row = waiting.poll();
      piece.appendBuffer(row.event(at(Math.min(row.id(), from))));
    }
    writtenAtNanos = System.nanoTime();
    return outflow.write(piece).compose(sent -> sendWaiting());
  }

  /** All up to there was sent by this client itself, or offered since. */
  private TailPosition position() {
    return at(Math.max(from, told.getAsLong()));
  }

  private static TailPosition at(long settled) {
    return new TailPosition(settled, Instant.now());
  }

  private static Instant time(RecordedCalls row) {
    return Instant.ofEpochMilli(row.calls().atMillis());
  }
}
