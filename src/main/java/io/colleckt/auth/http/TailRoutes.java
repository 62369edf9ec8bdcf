package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.activity.TailFilter;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Environment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * The live tail of the activity log, for every member: an answer that lasts until the client goes,
 * the session ends, or the server stops. Used on one event loop.
 */
final class TailRoutes {
  private static final long RETRY_AFTER_SECONDS = 30;
  private static final int MOST_UNANSWERED = 3;

  private final Vertx vertx;
  private final SessionGate gate;
  private final TailTimes times;
  private final TailPlaces places;
  private final ActivityTail tail;

  TailRoutes(Vertx vertx, SessionGate gate, TailTimes times) {
    this.vertx = vertx;
    this.gate = gate;
    this.times = times;
    this.places = new TailPlaces(vertx);
    this.tail = new ActivityTail(vertx, times);
  }

  void addTo(ManagementApi api) {
    api.on("streamActivity", new TokenFilter(vertx.eventBus()).before(this::stream));
  }

  private Future<Reply> stream(Request request) {
    Optional<TailPosition> after = request.header("Last-Event-ID").map(TailRoutes::position);
    if (!places.hasRoom(request.actor())) {
      return Future.succeededFuture(
          Failures.tooMany("Too many live tails are open.", RETRY_AFTER_SECONDS));
    }
    if (after.isPresent() && places.isCatchingUp(request.actor())) {
      return Future.succeededFuture(
          Failures.tooMany("Another live tail of yours is catching up.", 1));
    }
    Reply reply =
        Reply.streaming("text/event-stream", outflow -> follow(request, after, outflow))
            .with("X-Accel-Buffering", "no");
    return Future.succeededFuture(reply);
  }

  private Future<Void> follow(Request request, Optional<TailPosition> after, Outflow outflow) {
    Actor actor = request.actor();
    if (!places.take(actor)) {
      return Future.failedFuture("There is no place any more.");
    }
    if (after.isPresent() && !places.beginCatchingUp(actor)) {
      places.give(actor);
      return Future.failedFuture("Another tail has begun to catch up meanwhile.");
    }
    Runnable read = after.isPresent() ? () -> places.endCatchingUp(actor) : () -> {};
    TailClient client = new TailClient(outflow, filter(request), times);
    request.context().request().connection().shutdownHandler(stopping -> client.end());
    Recheck recheck = new Recheck(request, client);
    return tail.serve(actor.workspaceId(), client, after, read)
        .onComplete(ended -> vertx.cancelTimer(recheck.timer))
        .onComplete(ended -> places.give(actor));
  }

  /** Ends a client when its session is not alive any more, or that could not be found out. */
  private final class Recheck {
    private final long timer;
    private int unanswered;

    private Recheck(Request request, TailClient client) {
      this.timer = vertx.setPeriodic(times.recheck().toMillis(), id -> look(request, client));
    }

    private void look(Request request, TailClient client) {
      unanswered++;
      if (unanswered > MOST_UNANSWERED) {
        client.end();
      }
      gate.isAlive(request).onSuccess(alive -> judge(client, alive));
    }

    private void judge(TailClient client, boolean alive) {
      unanswered = 0;
      if (!alive) {
        client.end();
      }
    }
  }

  private static TailFilter filter(Request request) {
    return new TailFilter(
        request.number("token_id"),
        request.text("outcome").flatMap(CheckOutcome::of),
        request.text("environment").flatMap(Environment::of));
  }

  private static TailPosition position(String text) {
    return TailPosition.parse(text)
        .orElseThrow(
            () ->
                new Refused(
                    Failures.invalid(
                        "Last-Event-ID", "The Last-Event-ID must be the id of an earlier event.")));
  }
}
