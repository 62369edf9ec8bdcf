package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.webhook.ChangeWebhook;
import io.colleckt.auth.webhook.CreateWebhook;
import io.colleckt.auth.webhook.DeleteWebhook;
import io.colleckt.auth.webhook.RotateSecret;
import io.colleckt.auth.webhook.SecretRotated;
import io.colleckt.auth.webhook.Webhook;
import io.colleckt.auth.webhook.WebhookSettings;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/** Makes, changes and removes webhooks; each change and its audit row are one transaction. */
final class WebhookAdministration {
  private static final int MOST = 20;
  private static final int MOST_SECRETS = 5;

  private final Database database;
  private final WebhookAccess access;
  private final WorkspacesTable workspaces = new WorkspacesTable();
  private final WebhooksTable webhooks = new WebhooksTable();
  private final WebhookSecretsTable secrets = new WebhookSecretsTable();
  private final AuditTable audit = new AuditTable();

  WebhookAdministration(Database database) {
    this.database = database;
    this.access = new WebhookAccess(database);
  }

  /** Completes with the webhook, which hears of everything that happens from now on. */
  Future<Outcome<Webhook>> create(CreateWebhook request) {
    return request.actor().role().administers()
        ? database.transaction(connection -> create(connection, request))
        : Future.succeededFuture(new Outcome.Forbidden<>());
  }

  /** Completes with the webhook as it is now. */
  Future<Outcome<Webhook>> change(ChangeWebhook request) {
    return access.change(
        request.actor(), request.id(), (connection, before) -> change(connection, request, before));
  }

  /** Completes with the webhook as it was; an attempt under way may still arrive. */
  Future<Outcome<Webhook>> delete(DeleteWebhook request) {
    return access.change(
        request.actor(),
        request.id(),
        (connection, before) ->
            webhooks
                .delete(connection, before.id())
                .compose(
                    done -> audit.insert(connection, WebhookAudit.deleted(request.actor(), before)))
                .map(new Outcome.Done<>(before)));
  }

  /** Completes once the new secret signs, beside the one before for a day. */
  Future<Outcome<SecretRotated>> rotate(RotateSecret request) {
    return access.change(
        request.actor(),
        request.id(),
        (connection, webhook) -> rotate(connection, request, webhook));
  }

  private Future<Outcome<Webhook>> create(SqlConnection connection, CreateWebhook request) {
    int workspaceId = request.actor().workspaceId();
    return workspaces
        .lock(connection, workspaceId)
        .compose(locked -> webhooks.count(connection, workspaceId))
        .compose(
            many ->
                many < MOST
                    ? insert(connection, request)
                    : Future.succeededFuture(
                        new Outcome.Conflict<>(
                            "A workspace has at most " + MOST + " webhooks: delete one first.")));
  }

  private Future<Outcome<Webhook>> insert(SqlConnection connection, CreateWebhook request) {
    return webhooks
        .insert(connection, request)
        .compose(id -> secrets.insert(connection, id, request.secret()).map(id))
        .compose(id -> webhooks.hold(connection, request.actor().workspaceId(), id))
        .map(Optional::orElseThrow)
        .compose(
            made ->
                audit
                    .insert(connection, WebhookAudit.created(request.actor(), made))
                    .map(new Outcome.Done<>(made)));
  }

  private Future<Outcome<Webhook>> change(
      SqlConnection connection, ChangeWebhook request, Webhook before) {
    WebhookSettings old = before.settings();
    WebhookSettings settings = request.changes().on(old);
    if (settings.equals(old)) {
      return Future.succeededFuture(new Outcome.Done<>(before));
    }
    boolean afresh = !settings.url().equals(old.url()) || settings.enabled() != old.enabled();
    return webhooks
        .update(connection, before.id(), settings, afresh)
        .compose(done -> webhooks.hold(connection, request.actor().workspaceId(), before.id()))
        .map(Optional::orElseThrow)
        .compose(
            after ->
                audit
                    .insert(connection, WebhookAudit.changed(request.actor(), before, settings))
                    .map(new Outcome.Done<>(after)));
  }

  private Future<Outcome<SecretRotated>> rotate(
      SqlConnection connection, RotateSecret request, Webhook webhook) {
    return secrets
        .of(connection, webhook.id())
        .compose(
            signing ->
                signing.size() < MOST_SECRETS
                    ? replace(connection, request, webhook)
                    : Future.succeededFuture(
                        new Outcome.Conflict<>(
                            "So many secrets of this webhook still sign: rotate again tomorrow.")));
  }

  private Future<Outcome<SecretRotated>> replace(
      SqlConnection connection, RotateSecret request, Webhook webhook) {
    return secrets
        .retire(connection, webhook.id())
        .compose(end -> secrets.insert(connection, webhook.id(), request.secret()).map(end))
        .compose(
            end ->
                audit
                    .insert(connection, WebhookAudit.rotated(request.actor(), webhook))
                    .map(new Outcome.Done<>(new SecretRotated(end))));
  }
}
