package io.colleckt.auth.http;

/** A request that cannot be served as it stands, with what its sender is told. */
final class Refused extends RuntimeException {
  private final transient Reply reply;

  Refused(Reply reply) {
    super("Refused with " + reply.status(), null, false, false);
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
