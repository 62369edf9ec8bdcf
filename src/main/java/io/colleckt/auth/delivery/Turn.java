package io.colleckt.auth.delivery;

import io.colleckt.auth.bus.WebhookAddresses;
import io.colleckt.auth.webhook.AbandonDelivery;
import io.colleckt.auth.webhook.BeginDelivery;
import io.colleckt.auth.webhook.DeliveryBegun;
import io.colleckt.auth.webhook.DeliveryEnded;
import io.colleckt.auth.webhook.EndDelivery;
import io.colleckt.auth.webhook.Lease;
import io.colleckt.auth.webhook.Message;
import io.colleckt.auth.webhook.Result;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;

/**
 * A webhook's turn: its messages one after the other, until nothing is due, one fails, or it has
 * had its share of the time. Used on one event loop.
 */
final class Turn {
  /** Whoever still has something then waits behind the others. */
  private static final Duration SHARE = Duration.ofSeconds(5);

  /** Well within the lease, with ten seconds left for the attempt. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final long startedAtNanos = System.nanoTime();
  private final Promise<Void> ended = Promise.promise();
  private final EventBus bus;
  private final Receivers receivers;
  private final Lease lease;
  private Message underWay;
  private boolean last;
  private boolean abandoned;

  Turn(EventBus bus, Receivers receivers, Lease lease) {
    this.bus = bus;
    this.receivers = receivers;
    this.lease = lease;
  }

  /**
   * Completes when the turn is over, however; what failed on our side lasts until the lease ends.
   */
  Future<Void> run() {
    next();
    return ended();
  }

  Future<Void> ended() {
    return ended.future();
  }

  /** The message under way, if any, is the last one. */
  void last() {
    last = true;
  }

  /** Leaves the webhook to others, at once and with the message under way, if any. */
  Future<DeliveryEnded> abandon() {
    abandoned = true;
    return WebhookAddresses.ABANDON.ask(bus, new AbandonDelivery(lease));
  }

  private void next() {
    long askedAtNanos = System.nanoTime();
    WebhookAddresses.BEGIN
        .ask(bus, new BeginDelivery(lease))
        .onSuccess(begun -> attempt(begun, askedAtNanos))
        .onFailure(ended::tryFail);
  }

  /** A node that stood still in between might send what another one sends already. */
  private void attempt(DeliveryBegun begun, long askedAtNanos) {
    boolean fresh = System.nanoTime() - askedAtNanos < FRESH.toNanos();
    if (begun.message().isEmpty() || abandoned || !fresh) {
      ended.tryComplete();
      return;
    }
    underWay = begun.message().get();
    receivers.send(underWay).onSuccess(this::end);
  }

  private void end(Result result) {
    if (abandoned) {
      ended.tryComplete();
      return;
    }
    boolean goOn = !last && System.nanoTime() - startedAtNanos < SHARE.toNanos();
    WebhookAddresses.END
        .ask(bus, new EndDelivery(lease, underWay.deliveryId(), result, goOn))
        .onSuccess(this::goOn)
        .onFailure(ended::tryFail);
  }

  private void goOn(DeliveryEnded end) {
    underWay = null;
    if (end.held()) {
      next();
    } else {
      ended.tryComplete();
    }
  }
}
