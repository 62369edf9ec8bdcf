package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.webhook.Delivery;
import io.colleckt.auth.webhook.DeliveryPage;
import io.colleckt.auth.webhook.ListDeliveries;
import io.colleckt.auth.webhook.Redeliver;
import io.colleckt.auth.webhook.SendTest;
import io.colleckt.auth.webhook.Webhook;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Supplier;

/** Shows what is sent to a webhook, and sends on demand. */
final class WebhookSendings {
  private static final int MOST_ASKED = 10;
  private static final long RETRY_AFTER_SECONDS = 10;

  private final Database database;
  private final WebhookAccess access;
  private final WebhooksTable webhooks = new WebhooksTable();
  private final NoticesTable notices = new NoticesTable();
  private final DeliveriesTable deliveries = new DeliveriesTable();

  WebhookSendings(Database database) {
    this.database = database;
    this.access = new WebhookAccess(database);
  }

  /** Completes with a page of deliveries. */
  Future<Outcome<DeliveryPage>> list(ListDeliveries request) {
    return access
        .toRead(request.actor(), request.id())
        .compose(outcome -> outcome.then(webhook -> page(request)));
  }

  /** Completes with the delivery of a ping, which has not been sent yet. */
  Future<Outcome<Delivery>> test(SendTest request) {
    return access.change(
        request.actor(),
        request.id(),
        (connection, webhook) -> whenOpen(connection, webhook, () -> ping(connection, request)));
  }

  /** Completes with a new delivery of the same message, which has not been sent yet. */
  Future<Outcome<Delivery>> redeliver(Redeliver request) {
    return access.change(
        request.actor(),
        request.id(),
        (connection, webhook) -> whenOpen(connection, webhook, () -> again(connection, request)));
  }

  private Future<Outcome<DeliveryPage>> page(ListDeliveries request) {
    return deliveries
        .page(database, request, request.limit() + 1)
        .map(found -> new Outcome.Done<>(page(found, request.limit())));
  }

  private static DeliveryPage page(List<Delivery> found, int limit) {
    boolean more = found.size() > limit;
    return new DeliveryPage(more ? found.subList(0, limit) : found, more);
  }

  private Future<Outcome<Delivery>> whenOpen(
      SqlConnection connection, Webhook webhook, Supplier<Future<Outcome<Delivery>>> work) {
    if (!webhook.settings().enabled()) {
      return Future.succeededFuture(
          new Outcome.Conflict<>("The webhook is disabled: enable it first."));
    }
    return deliveries
        .asked(connection, webhook.id())
        .compose(
            asked ->
                asked < MOST_ASKED
                    ? work.get()
                    : Future.succeededFuture(new Outcome.Throttled<>(RETRY_AFTER_SECONDS)));
  }

  private Future<Outcome<Delivery>> ping(SqlConnection connection, SendTest request) {
    return notices
        .addPing(connection, request.actor().workspaceId())
        .compose(notice -> ask(connection, request.id(), notice));
  }

  private Future<Outcome<Delivery>> again(SqlConnection connection, Redeliver request) {
    return deliveries
        .noticeOf(connection, request.id(), request.deliveryId())
        .map(Outcome::of)
        .compose(outcome -> outcome.then(notice -> ask(connection, request.id(), notice)));
  }

  private Future<Outcome<Delivery>> ask(SqlConnection connection, long webhookId, long noticeId) {
    return deliveries
        .ask(connection, webhookId, noticeId)
        .compose(delivery -> webhooks.wake(connection, webhookId).map(delivery))
        .map(Outcome.Done::new);
  }
}
