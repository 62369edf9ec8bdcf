package io.colleckt.auth.bus;

import io.vertx.core.eventbus.Message;

/**
 * What actually lies on the event bus: one class for every message, so that one codec serves all of
 * them and the domain's records need not know that a bus exists.
 */
final class Envelope {
  private final Kind kind;
  private final String address;
  private final Record body;
  private final boolean fromAfar;
  private volatile byte[] wire;

  private Envelope(Kind kind, String address, Record body, boolean fromAfar) {
    this.kind = kind;
    this.address = address;
    this.body = body;
    this.fromAfar = fromAfar;
  }

  /** What a message is to its address. */
  enum Kind {
    QUESTION('?'),
    ANSWER('!'),
    FACT('.');

    private final byte sign;

    Kind(char sign) {
      this.sign = (byte) sign;
    }

    byte sign() {
      return sign;
    }
  }

  static Envelope question(String address, Record question) {
    return new Envelope(Kind.QUESTION, address, question, false);
  }

  /** Answers are told apart by the address of their question. */
  static Envelope answer(String address, Record answer) {
    return new Envelope(Kind.ANSWER, address, answer, false);
  }

  static Envelope fact(String address, Record fact) {
    return new Envelope(Kind.FACT, address, fact, false);
  }

  /** What another node has sent. */
  static Envelope fromAfar(Kind kind, String address, Record body) {
    return new Envelope(kind, address, body, true);
  }

  /** What another node has sent in vain. */
  static Envelope unreadable(String why) {
    return new Envelope(null, null, new Unreadable(why), true);
  }

  Kind kind() {
    return kind;
  }

  String address() {
    return address;
  }

  Record body() {
    return body;
  }

  /** Whether another node has sent it. */
  boolean isFromAfar() {
    return fromAfar;
  }

  /** The body of a message, if it is what belongs there; else an {@link Unreadable}. */
  static Record read(Message<?> message, Kind kind, String address, Reach reach) {
    try {
      return message.body() instanceof Envelope envelope
          ? envelope.bodyAt(kind, address, reach)
          : new Unreadable("it is no record");
    } catch (RuntimeException e) {
      return new Unreadable(
          "it is of a form that is not accepted: " + e.getClass().getSimpleName());
    }
  }

  private Record bodyAt(Kind expected, String expectedAddress, Reach reach) {
    if (!fromAfar || body instanceof Unreadable) {
      return body;
    }
    if (reach == Reach.PROCESS) {
      return new Unreadable("it belongs into one process");
    }
    return kind == expected && expectedAddress.equals(address)
        ? body
        : new Unreadable("it belongs somewhere else");
  }

  /** Encoded once, to however many nodes it goes. */
  byte[] wire(boolean secretsMayCross) {
    byte[] bytes = wire;
    if (bytes == null) {
      bytes = Wire.encode(this, secretsMayCross);
      wire = bytes;
    }
    return bytes;
  }
}
