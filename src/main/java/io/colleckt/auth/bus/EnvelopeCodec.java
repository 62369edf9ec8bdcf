package io.colleckt.auth.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands records over by reference within a process. They are immutable, so nothing is copied. */
final class EnvelopeCodec implements MessageCodec<Envelope, Envelope> {
  static final String NAME = "record";

  @Override
  public Envelope transform(Envelope envelope) {
    return envelope;
  }

  @Override
  public void encodeToWire(Buffer buffer, Envelope envelope) {
    throw new UnsupportedOperationException("This event bus does not leave the process.");
  }

  @Override
  public Envelope decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("This event bus does not leave the process.");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
