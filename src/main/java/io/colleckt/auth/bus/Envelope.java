package io.colleckt.auth.bus;

/**
 * What actually lies on the event bus: one class for every message, so that one codec serves all of
 * them and the domain's records need not know that a bus exists.
 */
record Envelope(Record body) {}
