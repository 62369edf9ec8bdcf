package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** Puts on record who reaches for what another workspace owns: nobody does by chance every day. */
final class Trespasses {
  private final Database database;
  private final AuditTable audit = new AuditTable();

  Trespasses(Database database) {
    this.database = database;
  }

  /**
   * Completes with the same outcome. When nothing was found although another workspace has it, the
   * refusal is on record first.
   *
   * @param foreign asked only when nothing was found
   */
  <T> Future<Outcome<T>> recorded(
      Outcome<T> outcome, Actor actor, String subject, Supplier<Future<Boolean>> foreign) {
    if (!(outcome instanceof Outcome.NotFound<T>)) {
      return Future.succeededFuture(outcome);
    }
    return foreign
        .get()
        .compose(is -> is ? record(actor, subject) : Future.succeededFuture())
        .map(outcome);
  }

  private Future<Void> record(Actor actor, String subject) {
    JsonObject after = new JsonObject().put("reason", "foreign");
    AuditEntry entry = new AuditEntry(actor, "request.refused", subject, null, after);
    return database.transaction(connection -> audit.insert(connection, entry));
  }
}
