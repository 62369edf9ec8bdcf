package io.colleckt.auth.bus;

import io.vertx.core.eventbus.EventBus;

/** Prepares an event bus for the calls of {@link Addresses}. */
public final class RecordBus {
  private RecordBus() {}

  /** Registers the codec; once for each Vert.x, before the first verticle is deployed. */
  public static void prepare(EventBus bus) {
    bus.registerCodec(new EnvelopeCodec());
  }
}
