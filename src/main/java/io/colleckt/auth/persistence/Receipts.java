package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.DrainTo;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.token.Receipt;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.time.Instant;

/**
 * The receipts of revocations that are in force. Their figures are final once the activity log has
 * been written up to where the streams ended when the tombstone stood.
 */
final class Receipts {
  /** After that the streams are far behind, or lost. */
  private static final Duration WORTH_WAITING = Duration.ofMinutes(1);

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

  /**
   * Completes with the final receipt; with one that is not if that takes a quarter of a second, and
   * at once if there is nothing to wait for: no ends of streams are known, as with tokens that were
   * revoked before receipts were kept, or they should have been reached long ago.
   */
  Future<Receipt> awaited(long tokenId) {
    return of(tokenId)
        .compose(
            receipt -> receipt.complete() ? Future.succeededFuture(receipt) : drained(receipt));
  }

  private Future<Receipt> drained(Receipt receipt) {
    if (receipt.revokedAt().isBefore(Instant.now().minus(WORTH_WAITING))) {
      return Future.succeededFuture(receipt);
    }
    return receipts
        .ends(database, receipt.id())
        .compose(
            ends ->
                ends.isEmpty()
                    ? Future.succeededFuture(receipt)
                    : drained(receipt.id(), new DrainTo(ends)));
  }

  private Future<Receipt> drained(long tokenId, DrainTo until) {
    return ActivityAddresses.DRAIN.ask(bus, until).otherwiseEmpty().compose(done -> of(tokenId));
  }
}
