package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.bus.WebhookAddresses;
import io.colleckt.auth.webhook.ListWebhooks;
import io.colleckt.auth.webhook.ReadWebhook;
import io.colleckt.auth.webhook.Webhook;
import io.colleckt.auth.webhook.Webhooks;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;

/** Answers what is asked about webhooks: by members, and by those who send. */
final class WebhookAnswers {
  private final Database database;
  private final WebhookAccess access;
  private final WebhookAdministration administration;
  private final WebhookSendings sendings;
  private final WebhookDelivering delivering;

  /**
   * @param database for members that were let in
   * @param sending for those who send
   */
  WebhookAnswers(Database database, Database sending) {
    this.database = database;
    this.access = new WebhookAccess(database);
    this.administration = new WebhookAdministration(database);
    this.sendings = new WebhookSendings(database);
    this.delivering = new WebhookDelivering(sending);
  }

  /** Answers on the context of the caller from now on. */
  void register(EventBus bus) {
    WebhookAddresses.LIST.answer(bus, this::list);
    Answer.give(bus, WebhookAddresses.READ, this::read);
    Answer.give(bus, WebhookAddresses.CREATE, administration::create);
    Answer.give(bus, WebhookAddresses.CHANGE, administration::change);
    Answer.give(bus, WebhookAddresses.DELETE, administration::delete);
    Answer.give(bus, WebhookAddresses.ROTATE_SECRET, administration::rotate);
    Answer.give(bus, WebhookAddresses.TEST, sendings::test);
    Answer.give(bus, WebhookAddresses.DELIVERIES, sendings::list);
    Answer.give(bus, WebhookAddresses.REDELIVER, sendings::redeliver);
    WebhookAddresses.LEASE.answer(bus, delivering::lease);
    WebhookAddresses.BEGIN.answer(bus, delivering::begin);
    WebhookAddresses.END.answer(bus, delivering::end);
    WebhookAddresses.ABANDON.answer(bus, delivering::abandon);
  }

  private Future<Webhooks> list(ListWebhooks request) {
    return new WebhooksTable().list(database, request.actor().workspaceId()).map(Webhooks::new);
  }

  private Future<Outcome<Webhook>> read(ReadWebhook request) {
    return access.toRead(request.actor(), request.id());
  }
}
