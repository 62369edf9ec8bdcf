package io.colleckt.auth.drain;

import io.colleckt.auth.activity.ActivityCommitted;
import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.Folding;
import io.colleckt.auth.activity.PositionRead;
import io.colleckt.auth.activity.ReadPosition;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings in one stretch of one stream: position, entries, rows and new position in one transaction,
 * and only then the trim. What is believed of a position is only where reading starts; whether it
 * holds, the commit decides. Used from one context, one stretch at a time.
 */
final class StreamDrain {
  private static final Logger LOG = LoggerFactory.getLogger(StreamDrain.class);
  private static final Duration LONGEST_LAG = Duration.ofSeconds(10);

  private final EventBus bus;
  private final DrainFigures figures;
  private final Map<String, StreamPosition> believed = new HashMap<>();
  private final Map<String, Folding> foldings = new HashMap<>();
  private final StretchSize size = new StretchSize();
  private boolean lagging;

  StreamDrain(EventBus bus, DrainFigures figures) {
    this.bus = bus;
    this.figures = figures;
  }

  /**
   * Completes when a stretch is committed, or when there is none, or when another drain has
   * committed it. Fails when a store does not answer; whether the stretch was committed is then
   * unknown, and the position tells.
   */
  Future<Progress> advance(ActivityStreams streams, String stream) {
    return position(stream)
        .compose(from -> read(streams, stream, new Stretch(from, size.mostCalls())))
        .compose(stretch -> bringIn(streams, stream, stretch))
        .onFailure(cause -> believed.clear());
  }

  /** Asks Postgres how far the stream has been brought in. */
  Future<StreamPosition> committed(String stream) {
    return ActivityAddresses.POSITION
        .ask(bus, new ReadPosition(stream))
        .map(PositionRead::position);
  }

  private Future<StreamPosition> position(String stream) {
    StreamPosition position = believed.get(stream);
    return position != null ? Future.succeededFuture(position) : committed(stream);
  }

  private static Future<Stretch> read(ActivityStreams streams, String stream, Stretch stretch) {
    int wanted = stretch.wanted();
    return streams
        .after(stretch.to(), stream, wanted)
        .onSuccess(entries -> stretch.add(entries, wanted))
        .compose(
            entries ->
                stretch.isComplete()
                    ? Future.succeededFuture(stretch)
                    : read(streams, stream, stretch));
  }

  private Future<Progress> bringIn(ActivityStreams streams, String stream, Stretch stretch) {
    watchLag(stretch);
    if (stretch.isEmpty()) {
      believed.put(stream, stretch.from());
      return streams.mayGrow(stream)
          ? Future.succeededFuture(Progress.IDLE)
          : finish(streams, stream);
    }
    Folding folding = foldings.computeIfAbsent(stream, key -> new Folding());
    CommitActivity commit =
        new CommitActivity(
            stream, stretch.from(), stretch.to(), folding.fold(stretch.calls()), stretch.poison());
    long startedNanos = System.nanoTime();
    return ActivityAddresses.COMMIT
        .ask(bus, commit)
        .onFailure(cause -> size.failed())
        .onSuccess(committed -> measure(committed, stretch, startedNanos))
        .compose(committed -> committed(streams, stream, stretch, committed));
  }

  /** A commit that is lost has waited for another's. */
  private void measure(ActivityCommitted committed, Stretch stretch, long startedNanos) {
    if (committed.won()) {
      Duration time = Duration.ofNanos(System.nanoTime() - startedNanos);
      size.committed(stretch.calls().size(), time);
      figures.committed(stretch, time);
    }
  }

  private Future<Progress> committed(
      ActivityStreams streams, String stream, Stretch stretch, ActivityCommitted committed) {
    if (!committed.won()) {
      figures.left(stretch.firstMillis());
      believed.remove(stream);
      return Future.succeededFuture(Progress.LOST);
    }
    believed.put(stream, stretch.to());
    if (!stretch.atEnd()) {
      figures.left(stretch.to().millis());
    }
    boolean more = !stretch.atEnd() || !streams.mayGrow(stream);
    return streams.trim(stream, stretch.to()).map(more ? Progress.MORE : Progress.MOVED);
  }

  /**
   * Ends a stream that cannot grow. Only on the word of Postgres: what is believed may come from
   * another database.
   */
  private Future<Progress> finish(ActivityStreams streams, String stream) {
    believed.remove(stream);
    return committed(stream)
        .compose(position -> streams.finish(stream, position))
        .onSuccess(ended -> forget(stream, ended))
        .map(ended -> ended ? Progress.MOVED : Progress.LOST);
  }

  private void forget(String stream, boolean ended) {
    if (ended) {
      foldings.remove(stream);
    }
  }

  private void watchLag(Stretch stretch) {
    long lagMillis = System.currentTimeMillis() - stretch.firstMillis();
    boolean late = !stretch.isEmpty() && lagMillis > LONGEST_LAG.toMillis();
    if (late && !lagging) {
      LOG.warn("The activity log is {} s behind the calls.", lagMillis / 1000);
    }
    lagging = late;
  }
}
