package io.colleckt.auth.drain;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.DrainTo;
import io.colleckt.auth.activity.Drained;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.token.StreamEnd;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits is released by what is committed, and many who wait ask no more than one. */
class WaitingTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final MemoryLog log = new MemoryLog();
  private final Waiting waiting =
      new Waiting(new StreamDrain(vertx.eventBus(), new DrainFigures(Metrics.of(vertx))));
  private final List<Future<Drained>> reached = new ArrayList<>();
  private final List<Future<Drained>> early = new ArrayList<>();

  @BeforeEach
  void start() {
    RecordBus.prepare(vertx.eventBus());
    log.answerOn(vertx);
    CommitActivity moved =
        new CommitActivity("one", StreamPosition.START, at(5), List.of(), List.of());
    await(ActivityAddresses.COMMIT.ask(vertx.eventBus(), moved));
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void eachStreamIsAskedForOnceALook() {
    for (int i = 0; i < 50; i++) {
      add(reached, end("one", 5));
      add(early, end("one", 5), end("other", 1));
      add(early, end("one", 6));
    }
    await(context, waiting::settle);
    assertThat(log.asked()).isEqualTo(2);
    assertThat(reached).hasSize(50).allMatch(Future::succeeded);
    assertThat(early).noneMatch(Future::succeeded);
  }

  @Test
  void nobodyIsReleasedWhileTheLogIsAway() {
    log.away(true);
    add(early, end("one", 5));
    await(context, waiting::settle);
    assertThat(early).hasSize(1).noneMatch(Future::succeeded);
  }

  private void add(List<Future<Drained>> waits, StreamEnd... ends) {
    await(context, () -> Future.succeededFuture(enqueue(waits, ends)));
  }

  private boolean enqueue(List<Future<Drained>> waits, StreamEnd... ends) {
    return waits.add(waiting.add(new DrainTo(List.of(ends))));
  }

  private static StreamEnd end(String stream, long millis) {
    return new StreamEnd(stream, at(millis));
  }

  private static StreamPosition at(long millis) {
    return new StreamPosition(millis, 0);
  }
}
