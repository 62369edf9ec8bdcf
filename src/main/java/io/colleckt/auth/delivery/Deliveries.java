package io.colleckt.auth.delivery;

import io.colleckt.auth.bus.WebhookAddresses;
import io.colleckt.auth.webhook.Lease;
import io.colleckt.auth.webhook.LeaseWebhooks;
import io.colleckt.auth.webhook.WebhooksLeased;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes webhooks for which something is due, as many at once as there are places, and gives each a
 * turn of its own. Used on one event loop.
 */
final class Deliveries {
  /** To so many receivers at once. */
  static final int AT_ONCE = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final long LAST_ATTEMPTS_SECONDS = 3;

  private final Vertx vertx;
  private final Receivers receivers;
  private final Set<Turn> turns = new HashSet<>();
  private boolean asking;
  private boolean failing;
  private boolean stopping;
  private long timer;

  Deliveries(Vertx vertx, Receivers receivers) {
    this.vertx = vertx;
    this.receivers = receivers;
  }

  /** Works from now on. */
  void start() {
    timer = vertx.setPeriodic(EVERY.toMillis(), tick -> look());
  }

  /**
   * Begins nothing new, and completes when attempts under way have ended; those that have not after
   * three seconds are left to others.
   */
  Future<Void> stop() {
    stopping = true;
    vertx.cancelTimer(timer);
    return ended()
        .timeout(LAST_ATTEMPTS_SECONDS, TimeUnit.SECONDS)
        .recover(late -> Future.join(turns.stream().map(Turn::abandon).toList()).mapEmpty())
        .otherwiseEmpty()
        .compose(done -> receivers.close());
  }

  private Future<Void> ended() {
    turns.forEach(Turn::last);
    return Future.join(new ArrayList<>(turns.stream().map(Turn::ended).toList())).mapEmpty();
  }

  private void look() {
    int places = AT_ONCE - turns.size();
    if (asking || stopping || places == 0) {
      return;
    }
    asking = true;
    WebhookAddresses.LEASE
        .ask(vertx.eventBus(), new LeaseWebhooks(places))
        .onComplete(done -> asking = false)
        .onSuccess(this::begin)
        .onFailure(this::complain);
  }

  private void begin(WebhooksLeased leased) {
    failing = false;
    leased.leases().forEach(this::begin);
  }

  private void begin(Lease lease) {
    Turn turn = new Turn(vertx.eventBus(), receivers, lease);
    turns.add(turn);
    if (stopping) {
      turn.last();
    }
    turn.run().onComplete(done -> end(turn));
  }

  /** A place is free again: somebody may wait for it. */
  private void end(Turn turn) {
    turns.remove(turn);
    look();
  }

  /** Once for each outage. */
  private void complain(Throwable cause) {
    if (!failing) {
      LOG.warn("Webhooks are told nothing for now: {}", cause.getMessage());
    }
    failing = true;
  }
}
