package io.colleckt.auth.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** The codec of a node that speaks a version which this one does not know. */
final class AnotherVersion implements MessageCodec<Envelope, Envelope> {
  private static final byte VERSION = 9;

  private final EnvelopeCodec codec = new EnvelopeCodec(false);

  @Override
  public void encodeToWire(Buffer buffer, Envelope envelope) {
    int start = buffer.length();
    codec.encodeToWire(buffer, envelope);
    buffer.setByte(start, VERSION);
  }

  @Override
  public Envelope decodeFromWire(int position, Buffer buffer) {
    return codec.decodeFromWire(position, buffer);
  }

  @Override
  public Envelope transform(Envelope envelope) {
    return envelope;
  }

  @Override
  public String name() {
    return codec.name();
  }

  @Override
  public byte systemCodecID() {
    return codec.systemCodecID();
  }
}
