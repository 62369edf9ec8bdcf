package io.colleckt.auth.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands records over by reference within a process: they are immutable, so nothing is copied.
 * Between nodes they take the form of {@link Wire}. Nothing here throws, since nobody would hear of
 * it: the asker would wait for its time-out.
 */
final class EnvelopeCodec implements MessageCodec<Envelope, Envelope> {
  static final String NAME = "record";

  private final boolean secretsMayCross;

  EnvelopeCodec(boolean secretsMayCross) {
    this.secretsMayCross = secretsMayCross;
  }

  @Override
  public Envelope transform(Envelope envelope) {
    return envelope;
  }

  @Override
  public void encodeToWire(Buffer buffer, Envelope envelope) {
    buffer.appendBytes(envelope.wire(secretsMayCross));
  }

  @Override
  public Envelope decodeFromWire(int position, Buffer buffer) {
    int length = buffer.length() - position;
    return length > Wire.MOST_BYTES
        ? Envelope.unreadable(Wire.tooLarge(length))
        : Wire.decode(buffer.getBytes(position, buffer.length()));
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
