package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.webhook.AbandonDelivery;
import io.colleckt.auth.webhook.Backoff;
import io.colleckt.auth.webhook.BeginDelivery;
import io.colleckt.auth.webhook.DeliveryBegun;
import io.colleckt.auth.webhook.DeliveryEnded;
import io.colleckt.auth.webhook.EndDelivery;
import io.colleckt.auth.webhook.LeaseWebhooks;
import io.colleckt.auth.webhook.Message;
import io.colleckt.auth.webhook.Signature;
import io.colleckt.auth.webhook.WebhooksLeased;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What those who send ask: what is due, under which signature, and what comes of it. A webhook is
 * leased, not locked; whoever comes back after the lease has gone to another changes nothing.
 */
final class WebhookDelivering {
  private static final int NOTICES_AT_ONCE = 500;

  private final Database database;
  private final NoticesTable notices = new NoticesTable();
  private final WebhookLeases leases = new WebhookLeases();
  private final WebhookSecretsTable secrets = new WebhookSecretsTable();
  private final AuditTable audit = new AuditTable();

  WebhookDelivering(Database database) {
    this.database = database;
  }

  /** Completes with webhooks for which something is due, what has just happened included. */
  Future<WebhooksLeased> lease(LeaseWebhooks request) {
    return database
        .transaction(connection -> notices.spread(connection, NOTICES_AT_ONCE))
        .compose(done -> leases.take(database, request.limit()))
        .map(WebhooksLeased::new);
  }

  /** Completes with the signed message, once the attempt is on record. */
  Future<DeliveryBegun> begin(BeginDelivery request) {
    return database.transaction(connection -> begin(connection, request)).map(DeliveryBegun::new);
  }

  /** Completes once the result is on record. */
  Future<DeliveryEnded> end(EndDelivery request) {
    return database.transaction(connection -> end(connection, request)).map(DeliveryEnded::new);
  }

  /** Completes once another node may try. */
  Future<DeliveryEnded> abandon(AbandonDelivery request) {
    return database
        .transaction(connection -> abandon(connection, request))
        .map(done -> new DeliveryEnded(false));
  }

  private Future<Optional<Message>> begin(SqlConnection connection, BeginDelivery request) {
    return leases
        .prolong(connection, request.lease())
        .compose(
            url ->
                url.isPresent()
                    ? next(connection, request.lease().webhookId(), url.get())
                    : Future.succeededFuture(Optional.empty()));
  }

  private Future<Optional<Message>> next(SqlConnection connection, long webhookId, String url) {
    return leases
        .begin(connection, webhookId)
        .compose(
            next ->
                next.isPresent()
                    ? message(connection, webhookId, url, next.get()).map(Optional::of)
                    : leases.release(connection, webhookId).map(done -> Optional.empty()));
  }

  /** Signed here, so that no secret travels. */
  private Future<Message> message(
      SqlConnection connection, long webhookId, String url, WebhookLeases.Next next) {
    String id = DeliveriesTable.messageId(next.row().getUUID("message_id"));
    long timestamp = next.row().getLong("timestamp");
    String body = body(next.row());
    return secrets
        .of(connection, webhookId)
        .map(signing -> Signature.of(signing, id, timestamp, body))
        .map(signature -> new Message(next.deliveryId(), url, id, timestamp, signature, body));
  }

  private static String body(Row row) {
    return new JsonObject()
        .put("type", row.getString("type"))
        .put("timestamp", TokenRows.instant(row, "created_at").orElseThrow().toString())
        .put("workspace_id", row.getInteger("workspace_id"))
        .put("data", row.getJsonObject("data"))
        .encode();
  }

  private Future<Boolean> end(SqlConnection connection, EndDelivery request) {
    return leases
        .hold(connection, request.lease(), request.deliveryId())
        .compose(
            held ->
                held.isPresent()
                    ? end(connection, request, held.get())
                    : Future.succeededFuture(false));
  }

  private Future<Boolean> end(
      SqlConnection connection, EndDelivery request, WebhookLeases.Held held) {
    long webhookId = request.lease().webhookId();
    if (!request.result().delivered()) {
      return fail(connection, request, held).map(false);
    }
    return leases
        .end(connection, request, Optional.empty())
        .compose(done -> leases.recover(connection, webhookId))
        .compose(
            done ->
                request.goOn() ? Future.succeededFuture() : leases.release(connection, webhookId))
        .map(request.goOn());
  }

  private Future<Void> fail(
      SqlConnection connection, EndDelivery request, WebhookLeases.Held held) {
    long webhookId = request.lease().webhookId();
    Optional<Duration> delay =
        request.result().gone()
            ? Optional.empty()
            : Backoff.delay(held.attempts(), ThreadLocalRandom.current()::nextDouble);
    return leases
        .end(connection, request, delay)
        .compose(done -> leases.rest(connection, webhookId, Backoff.rest(held.failures() + 1)))
        .compose(done -> leases.release(connection, webhookId))
        .compose(done -> giveUp(connection, request, held));
  }

  private Future<Void> giveUp(
      SqlConnection connection, EndDelivery request, WebhookLeases.Held held) {
    if (!request.result().gone() && !held.failingForLong()) {
      return Future.succeededFuture();
    }
    String because =
        request.result().gone()
            ? "The receiver answered 410 Gone."
            : "Nothing could be delivered for 3 days.";
    Actor service = new Actor(0, null, held.workspaceId(), Role.OWNER, null, "webhook delivery");
    long webhookId = request.lease().webhookId();
    return leases
        .disable(connection, webhookId, because)
        .compose(
            done -> audit.insert(connection, WebhookAudit.disabled(service, webhookId, because)));
  }

  private Future<Void> abandon(SqlConnection connection, AbandonDelivery request) {
    return leases
        .takeBack(connection, request.lease())
        .compose(
            taken ->
                taken
                    ? leases.release(connection, request.lease().webhookId())
                    : Future.succeededFuture());
  }
}
