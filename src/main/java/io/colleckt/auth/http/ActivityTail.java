package io.colleckt.auth.http;

import io.colleckt.auth.activity.ActivityRecorded;
import io.colleckt.auth.activity.ReadTail;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.activity.SettleTail;
import io.colleckt.auth.activity.SettleTail.Heard;
import io.colleckt.auth.activity.TailSettled;
import io.colleckt.auth.bus.ActivityAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells the clients of one event loop what is recorded in their workspaces, as it is heard on the
 * bus. Since that may get lost, Postgres is asked at every tick how many rows there were up to
 * where the log was settled a tick ago; when these are others than were heard of, it gives them.
 * Without clients it does not listen. Used on one event loop.
 */
final class ActivityTail {
  private final Vertx vertx;
  private final EventBus bus;
  private final TailTimes times;
  private final Map<Integer, TailOfWorkspace> watched = new HashMap<>();
  private MessageConsumer<?> listening;
  private long timer;
  private boolean settling;

  /** Up to this id the log was settled at the last tick. */
  private long settled;

  ActivityTail(Vertx vertx, TailTimes times) {
    this.vertx = vertx;
    this.bus = vertx.eventBus();
    this.times = times;
  }

  /**
   * Lets a client listen, to what it has missed first.
   *
   * @param after where it had come to; empty = it is new
   * @param read is run once what it has missed was read, or cannot be
   * @return completes as {@link TailClient#ended}
   */
  Future<Void> serve(
      int workspaceId, TailClient client, Optional<TailPosition> after, Runnable read) {
    listen();
    TailOfWorkspace joined = watched.computeIfAbsent(workspaceId, id -> new TailOfWorkspace());
    joined.clients().add(client);
    ReadTail question =
        new ReadTail(workspaceId, client.filter(), after.map(TailPosition::settled));
    ActivityAddresses.TAIL
        .ask(bus, question)
        .onComplete(done -> read.run())
        .onSuccess(missed -> joined.joined(missed.settled()))
        .onSuccess(missed -> client.begin(after, missed, joined::told))
        .onFailure(cause -> client.cut("What was missed cannot be read."));
    return client.ended().onComplete(done -> leave(workspaceId, joined, client));
  }

  private void listen() {
    if (listening == null) {
      settled = 0;
      listening = ActivityAddresses.RECORDED.listen(bus, this::hear);
      timer = vertx.setPeriodic(times.tick().toMillis(), id -> tick());
    }
  }

  private void leave(int workspaceId, TailOfWorkspace left, TailClient client) {
    left.clients().remove(client);
    if (left.clients().isEmpty()) {
      watched.remove(workspaceId, left);
    }
    if (watched.isEmpty() && listening != null) {
      listening.unregister();
      listening = null;
      vertx.cancelTimer(timer);
    }
  }

  private void hear(ActivityRecorded fact) {
    for (RecordedCalls row : fact.rows()) {
      TailOfWorkspace here = watched.get(row.workspaceId());
      if (here != null) {
        here.tell(row);
      }
    }
  }

  private void tick() {
    watched.values().stream()
        .flatMap(one -> one.clients().stream())
        .toList()
        .forEach(TailClient::tick);
    if (!settling) {
      settling = true;
      ask(settled).onComplete(done -> settling = false);
    }
  }

  private Future<?> ask(long upTo) {
    Map<Integer, Heard> heard =
        watched.entrySet().stream()
            .filter(one -> one.getValue().isKnown())
            .collect(Collectors.toMap(Map.Entry::getKey, one -> heard(one, upTo)));
    return ActivityAddresses.TAIL_SETTLE
        .ask(bus, new SettleTail(List.copyOf(heard.values()), upTo))
        .onSuccess(answer -> settle(heard, answer, upTo));
  }

  private static Heard heard(Map.Entry<Integer, TailOfWorkspace> one, long upTo) {
    return one.getValue().heard(one.getKey(), upTo);
  }

  private void settle(Map<Integer, Heard> heard, TailSettled answer, long upTo) {
    for (TailSettled.Unheard unheard : answer.unheard()) {
      TailOfWorkspace here = watched.get(unheard.workspaceId());
      if (here != null) {
        here.add(unheard, heard.get(unheard.workspaceId()).known());
      }
    }
    for (int workspaceId : heard.keySet()) {
      TailOfWorkspace here = watched.get(workspaceId);
      if (here != null) {
        here.settle(upTo);
      }
    }
    settled = Math.max(settled, answer.settled());
  }
}
