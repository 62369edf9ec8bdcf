package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarksPlaced;
import io.colleckt.auth.token.PlaceMarks;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a committed change into force: its marks are placed in Redis, then leave the outbox. What
 * does not succeed here is the relay's to finish.
 */
final class Placement {
  private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

  private final Database database;
  private final EventBus bus;
  private final OutboxTable outbox = new OutboxTable();

  Placement(Database database, EventBus bus) {
    this.database = database;
    this.bus = bus;
  }

  /**
   * Places what the token's changes demand. To be called after their commit, also when a request
   * found nothing left to change: an earlier one may have been answered "pending".
   *
   * @return completes with whether every change that had been committed before is in force on every
   *     node; fails when Postgres does not tell
   */
  Future<Boolean> enforce(long tokenId) {
    return outbox.of(database, tokenId).compose(this::place);
  }

  /**
   * As {@link #enforce}, and if the outbox demands nothing any more places this tombstone again.
   */
  Future<Boolean> enforce(Mark tombstone) {
    return outbox.of(database, tombstone.tokenId()).compose(marks -> place(marks, tombstone));
  }

  /** Places these marks. Completes with whether all of them stand and have left the outbox. */
  Future<Boolean> place(List<Mark> marks) {
    if (marks.isEmpty()) {
      return Future.succeededFuture(true);
    }
    List<Long> ids = marks.stream().map(Mark::outboxId).toList();
    return ask(marks)
        .compose(
            placed -> outbox.settle(database, ids, placed).map(left -> left == 0),
            notPlaced -> Future.succeededFuture(false));
  }

  /** An empty outbox says that the tombstone was confirmed before; once more does no harm. */
  private Future<Boolean> place(List<Mark> marks, Mark tombstone) {
    return marks.isEmpty() ? ask(List.of(tombstone)).map(true).otherwise(true) : place(marks);
  }

  private Future<MarksPlaced> ask(List<Mark> marks) {
    return Addresses.PLACE
        .ask(bus, new PlaceMarks(marks))
        .onFailure(cause -> LOG.warn("{} marks not placed: {}", marks.size(), cause.getMessage()));
  }
}
