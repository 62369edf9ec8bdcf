package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.FindingAddresses;
import io.vertx.core.eventbus.EventBus;

/** Answers what the edge asks about findings. */
final class FindingAnswers {
  private final FindingReadings readings;
  private final FindingChanges changes;

  FindingAnswers(Database database) {
    this.readings = new FindingReadings(database);
    this.changes = new FindingChanges(database);
  }

  /** Answers on the context of the caller from now on. */
  void register(EventBus bus) {
    Answer.give(bus, FindingAddresses.LIST, readings::list);
    Answer.give(bus, FindingAddresses.READ, readings::read);
    Answer.give(bus, FindingAddresses.CHANGE, changes::change);
  }
}
