package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.webhook.Webhook;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.BiFunction;

/** Who may see and who may change a webhook: all members, and owners and admins. */
final class WebhookAccess {
  private final Database database;
  private final Trespasses trespasses;
  private final WebhooksTable webhooks = new WebhooksTable();

  WebhookAccess(Database database) {
    this.database = database;
    this.trespasses = new Trespasses(database);
  }

  /** A webhook of the actor's workspace. A reach for another's is put on record. */
  Future<Outcome<Webhook>> toRead(Actor actor, long id) {
    return webhooks
        .find(database, actor.workspaceId(), id)
        .map(Outcome::of)
        .compose(outcome -> recorded(outcome, actor, id));
  }

  /** Does the work in one transaction on a webhook that is held until the commit. */
  <T> Future<Outcome<T>> change(
      Actor actor, long id, BiFunction<SqlConnection, Webhook, Future<Outcome<T>>> work) {
    if (!actor.role().administers()) {
      return Future.succeededFuture(new Outcome.Forbidden<>());
    }
    return database
        .transaction(connection -> change(connection, actor, id, work))
        .compose(outcome -> recorded(outcome, actor, id));
  }

  private <T> Future<Outcome<T>> change(
      SqlConnection connection,
      Actor actor,
      long id,
      BiFunction<SqlConnection, Webhook, Future<Outcome<T>>> work) {
    return webhooks
        .hold(connection, actor.workspaceId(), id)
        .map(Outcome::of)
        .compose(outcome -> outcome.then(webhook -> work.apply(connection, webhook)));
  }

  private <T> Future<Outcome<T>> recorded(Outcome<T> outcome, Actor actor, long id) {
    return trespasses.recorded(
        outcome,
        actor,
        WebhookAudit.subject(id),
        () -> webhooks.isForeign(database, actor.workspaceId(), id));
  }
}
