package io.colleckt.auth.bus;

import io.vertx.core.eventbus.EventBus;

/** Prepares an event bus for the calls of {@link Addresses}. */
public final class RecordBus {
  /** So long is the longest message that crosses a cluster, without what Vert.x adds. */
  public static final int MOST_BYTES = Wire.MOST_BYTES;

  private RecordBus() {}

  /**
   * Prepares the event bus of a Vert.x that is one process; once for each, before the first
   * verticle is deployed. In a cluster, what holds a password or the secret of a webhook is held
   * back.
   */
  public static void prepare(EventBus bus) {
    prepare(bus, false);
  }

  /**
   * Prepares the event bus of a node of a cluster; as above. Takes about a second of a processor,
   * so that the first message need not: not for an event loop.
   *
   * @param encrypted whether connections between nodes are encrypted and both sides proven: only
   *     then what holds a password or the secret of a webhook crosses
   */
  public static void prepareForCluster(EventBus bus, boolean encrypted) {
    prepare(bus, encrypted);
    WireTypes.warmUp();
  }

  /** Vert.x can send Java's serialised objects, which nothing here needs. */
  private static void prepare(EventBus bus, boolean secretsMayCross) {
    bus.registerCodec(new EnvelopeCodec(secretsMayCross));
    bus.serializableChecker(name -> false);
    bus.clusterSerializableChecker(name -> false);
  }
}
