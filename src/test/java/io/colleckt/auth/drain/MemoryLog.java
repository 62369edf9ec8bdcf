package io.colleckt.auth.drain;

import io.colleckt.auth.activity.ActivityCommitted;
import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.Poison;
import io.colleckt.auth.activity.PositionRead;
import io.colleckt.auth.activity.ReadPosition;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An activity log in memory that keeps persistence's word: rows and position in one step. */
final class MemoryLog {
  private final Map<String, StreamPosition> positions = new HashMap<>();
  private final List<Calls> rows = new ArrayList<>();
  private final List<Poison> poison = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean away;

  /** Answers on that bus. */
  void answerOn(Vertx vertx) {
    answerOn(vertx, Future.succeededFuture());
  }

  /** The same, but each commit waits for the gate. */
  void answerOn(Vertx vertx, Future<?> gate) {
    ActivityAddresses.POSITION.answer(vertx.eventBus(), this::position);
    ActivityAddresses.COMMIT.answer(
        vertx.eventBus(), commit -> gate.compose(open -> commit(commit)));
  }

  /** From now on it answers nothing but failures, or answers again. */
  void away(boolean isAway) {
    away = isAway;
  }

  synchronized StreamPosition position(String stream) {
    return positions.getOrDefault(stream, StreamPosition.START);
  }

  synchronized List<Calls> rows() {
    return List.copyOf(rows);
  }

  synchronized List<Poison> poison() {
    return List.copyOf(poison);
  }

  /** All paths, each as often as it was called. */
  List<String> paths() {
    return rows().stream().map(row -> row.caller().path()).sorted().toList();
  }

  /** How often somebody has asked for a position. */
  int asked() {
    return asked.get();
  }

  private Future<PositionRead> position(ReadPosition question) {
    asked.incrementAndGet();
    return away
        ? Future.failedFuture("away")
        : Future.succeededFuture(new PositionRead(position(question.stream())));
  }

  private synchronized Future<ActivityCommitted> commit(CommitActivity commit) {
    if (away) {
      return Future.failedFuture("away");
    }
    boolean won = position(commit.stream()).equals(commit.from());
    if (won) {
      positions.put(commit.stream(), commit.to());
      rows.addAll(commit.calls());
      poison.addAll(commit.poison());
    }
    return Future.succeededFuture(new ActivityCommitted(won));
  }
}
