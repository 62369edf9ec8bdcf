package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.ActivityAddresses;
import io.vertx.core.eventbus.EventBus;

/** Answers what members ask about the activity log. Used from one context. */
final class ActivityQuestions {
  private final ActivityReading reading;

  /**
   * @param database connections for readers only
   */
  ActivityQuestions(Database database) {
    this.reading = new ActivityReading(database);
  }

  /** Answers on the context of the caller from now on. */
  void register(EventBus bus) {
    ActivityAddresses.LIST.answer(bus, reading::page);
  }
}
