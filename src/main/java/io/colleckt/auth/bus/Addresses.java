package io.colleckt.auth.bus;

/** Every address of the event bus, with who answers there. */
public final class Addresses {
  private Addresses() {}
}
