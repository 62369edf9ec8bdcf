package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.token.MarksConfirmed;
import io.colleckt.auth.token.MarksPending;
import io.colleckt.auth.token.MarksSettled;
import io.colleckt.auth.token.ReadPendingMarks;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what a request could not: places the marks that are still in the outbox, whichever node
 * put them there. Rows are leased, not locked, so that a node that stops half-way blocks nobody.
 * Used on one event loop.
 */
final class OutboxRelay {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final int BATCH = 100;

  private final Database database;
  private final Placement placement;
  private final OutboxTable outbox = new OutboxTable();
  private boolean busy;
  private boolean failing;

  OutboxRelay(Database database, Placement placement) {
    this.database = database;
    this.placement = placement;
  }

  /** Works from now on, and answers those who ask what is pending. */
  void start(Rounds rounds, EventBus bus) {
    register(bus);
    rounds.every(PERIOD, this::work);
  }

  void register(EventBus bus) {
    Addresses.OUTBOX_PENDING.answer(bus, this::pending);
    Addresses.OUTBOX_PLACED.answer(bus, this::confirmed);
  }

  private Future<MarksPending> pending(ReadPendingMarks question) {
    return outbox.oldest(database, question.limit()).map(MarksPending::new);
  }

  private Future<MarksSettled> confirmed(MarksConfirmed confirmed) {
    return outbox
        .settle(database, confirmed.outboxIds(), confirmed.placed())
        .map(MarksSettled::new);
  }

  private void work() {
    if (busy) {
      return;
    }
    busy = true;
    outbox
        .lease(database, BATCH)
        .compose(placement::place)
        .onFailure(this::complain)
        .onSuccess(worked -> failing = false)
        .onComplete(done -> busy = false);
  }

  /** Once for each outage. */
  private void complain(Throwable cause) {
    if (!failing) {
      database.warn(LOG, "The outbox cannot be worked on", cause);
    }
    failing = true;
  }
}
