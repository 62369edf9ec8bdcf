package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.DrainTo;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.token.Receipt;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;

/**
 * The receipts of revocations that are in force. Their figures are final once the activity log has
 * been written up to where the streams ended when the tombstone stood.
 */
final class Receipts {
  private final Database database;
  private final EventBus bus;
  private final ReceiptsTable receipts = new ReceiptsTable();

  Receipts(Database database, EventBus bus) {
    this.database = database;
    this.bus = bus;
  }

  /** Completes with the receipt as it is. */
  Future<Receipt> of(long tokenId) {
    return receipts.close(database, tokenId).compose(closed -> receipts.read(database, tokenId));
  }

  /** Completes with the final receipt; with one that is not if that takes a quarter of a second. */
  Future<Receipt> awaited(long tokenId) {
    return of(tokenId)
        .compose(
            receipt -> receipt.complete() ? Future.succeededFuture(receipt) : drained(tokenId));
  }

  private Future<Receipt> drained(long tokenId) {
    return receipts
        .ends(database, tokenId)
        .compose(ends -> ActivityAddresses.DRAIN.ask(bus, new DrainTo(ends)).otherwiseEmpty())
        .compose(done -> of(tokenId));
  }
}
