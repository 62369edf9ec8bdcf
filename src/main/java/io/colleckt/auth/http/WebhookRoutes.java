package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.WebhookAddresses;
import io.colleckt.auth.webhook.ChangeWebhook;
import io.colleckt.auth.webhook.CreateWebhook;
import io.colleckt.auth.webhook.DeleteWebhook;
import io.colleckt.auth.webhook.Delivery;
import io.colleckt.auth.webhook.DeliveryPage;
import io.colleckt.auth.webhook.ListDeliveries;
import io.colleckt.auth.webhook.ListWebhooks;
import io.colleckt.auth.webhook.ReadWebhook;
import io.colleckt.auth.webhook.Redeliver;
import io.colleckt.auth.webhook.RotateSecret;
import io.colleckt.auth.webhook.SecretRotated;
import io.colleckt.auth.webhook.SendTest;
import io.colleckt.auth.webhook.Webhook;
import io.colleckt.auth.webhook.WebhookSecret;
import io.colleckt.auth.webhook.Webhooks;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who is told what has happened in the workspace. Secrets are drawn here, and shown once. */
final class WebhookRoutes {
  private final EventBus bus;
  private final boolean privateAllowed;

  /**
   * @param privateAllowed whether http and private addresses are allowed
   */
  WebhookRoutes(EventBus bus, boolean privateAllowed) {
    this.bus = bus;
    this.privateAllowed = privateAllowed;
  }

  void addTo(ManagementApi api) {
    api.on("listWebhooks", this::list)
        .on("createWebhook", this::create)
        .on("readWebhook", this::read)
        .on("changeWebhook", this::change)
        .on("deleteWebhook", this::delete)
        .on("rotateWebhookSecret", this::rotate)
        .on("testWebhook", this::test)
        .on("listDeliveries", this::deliveries)
        .on("redeliver", this::redeliver);
  }

  private Future<Reply> list(Request request) {
    return WebhookAddresses.LIST
        .ask(bus, new ListWebhooks(request.actor()))
        .map(webhooks -> listed(webhooks, request.actor()));
  }

  private Future<Reply> create(Request request) {
    WebhookSecret secret = WebhookSecret.draw();
    CreateWebhook question = new CreateWebhook(request.actor(), body(request).settings(), secret);
    return WebhookAddresses.CREATE
        .ask(bus, question)
        .map(
            answer ->
                reply(answer, made -> Reply.created(revealed(made, secret, request.actor()))));
  }

  private Future<Reply> read(Request request) {
    return WebhookAddresses.READ
        .ask(bus, new ReadWebhook(request.actor(), request.id()))
        .map(answer -> reply(answer, found -> Reply.ok(wrapped(found, request.actor()))));
  }

  private Future<Reply> change(Request request) {
    return WebhookAddresses.CHANGE
        .ask(bus, new ChangeWebhook(request.actor(), request.id(), body(request).changes()))
        .map(answer -> reply(answer, changed -> Reply.ok(wrapped(changed, request.actor()))));
  }

  private Future<Reply> delete(Request request) {
    return WebhookAddresses.DELETE
        .ask(bus, new DeleteWebhook(request.actor(), request.id()))
        .map(answer -> reply(answer, gone -> Reply.noContent()));
  }

  private Future<Reply> rotate(Request request) {
    WebhookSecret secret = WebhookSecret.draw();
    return WebhookAddresses.ROTATE_SECRET
        .ask(bus, new RotateSecret(request.actor(), request.id(), secret))
        .map(answer -> reply(answer, rotated -> Reply.ok(rotated(rotated, secret))));
  }

  private Future<Reply> test(Request request) {
    return WebhookAddresses.TEST
        .ask(bus, new SendTest(request.actor(), request.id()))
        .map(answer -> reply(answer, WebhookRoutes::accepted));
  }

  private Future<Reply> redeliver(Request request) {
    long deliveryId = (Long) request.path().get("delivery_id");
    return WebhookAddresses.REDELIVER
        .ask(bus, new Redeliver(request.actor(), request.id(), deliveryId))
        .map(answer -> reply(answer, WebhookRoutes::accepted));
  }

  private Future<Reply> deliveries(Request request) {
    List<Object> list = List.of("deliveries", request.actor().workspaceId(), request.id());
    return WebhookAddresses.DELIVERIES
        .ask(
            bus,
            new ListDeliveries(request.actor(), request.id(), request.below(list), request.limit()))
        .map(answer -> reply(answer, page -> Reply.ok(page(page, list))));
  }

  private WebhookBody body(Request request) {
    return new WebhookBody(request.body(), privateAllowed);
  }

  private static Reply listed(Webhooks webhooks, Actor reader) {
    List<JsonObject> all =
        webhooks.all().stream().map(webhook -> WebhookJson.of(webhook, reader)).toList();
    return Reply.ok(new JsonObject().put("data", new JsonArray(all)));
  }

  private static JsonObject wrapped(Webhook webhook, Actor reader) {
    return new JsonObject().put("webhook", WebhookJson.of(webhook, reader));
  }

  private static JsonObject revealed(Webhook webhook, WebhookSecret secret, Actor reader) {
    return wrapped(webhook, reader).put("secret", secret.reveal());
  }

  private static JsonObject rotated(SecretRotated rotated, WebhookSecret secret) {
    return new JsonObject()
        .put("secret", secret.reveal())
        .put("previous_ends_at", rotated.previousEndsAt().toString());
  }

  private static Reply accepted(Delivery delivery) {
    JsonObject body = new JsonObject().put("delivery", WebhookJson.of(delivery));
    return new Reply(202, body, Map.of());
  }

  private static JsonObject page(DeliveryPage page, List<Object> list) {
    List<Delivery> found = page.deliveries();
    String next = page.more() ? Cursor.of(found.get(found.size() - 1).id(), list) : null;
    return new JsonObject()
        .put("data", new JsonArray(found.stream().map(WebhookJson::of).toList()))
        .put("next_cursor", next);
  }

  private static <T> Reply reply(Answer<T> answer, Function<T, Reply> done) {
    return Failures.reply(answer.outcome(), done);
  }
}
