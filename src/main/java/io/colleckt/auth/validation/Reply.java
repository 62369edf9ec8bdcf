package io.colleckt.auth.validation;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.Judgement;
import io.colleckt.auth.token.LiveToken;
import io.colleckt.auth.token.Miss;
import io.colleckt.auth.token.Quota;
import io.colleckt.auth.token.RateLimit;
import io.colleckt.auth.token.StreamEnd;
import io.colleckt.auth.token.StreamPosition;
import io.colleckt.auth.token.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a Redis function answers: the nonce of its request, its namespace and time, the change
 * counter, then the verdicts, or the ends of the activity streams.
 */
final class Reply {
  private static final int NAMESPACE_LENGTH = 12;

  private final String namespace;
  private final long nowMillis;
  private final String counter;
  private final ByteBuffer rest;

  private Reply(String namespace, long nowMillis, String counter, ByteBuffer rest) {
    this.namespace = namespace;
    this.nowMillis = nowMillis;
    this.counter = counter;
    this.rest = rest;
  }

  /**
   * Reads the head of a reply.
   *
   * @throws ForeignReplyException when it is not the reply to this request
   */
  static Reply to(Request request, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < 6 + NAMESPACE_LENGTH + 6 + 1 || readSix(in) != request.nonce()) {
      throw new ForeignReplyException();
    }
    String namespace = RecordFormat.readAscii(in, NAMESPACE_LENGTH);
    long nowMillis = readSix(in);
    String counter = RecordFormat.readAscii(in, in.get() & 0xff);
    return new Reply(namespace, nowMillis, counter, in);
  }

  /** Names the Redis process that answered. */
  String namespace() {
    return namespace;
  }

  /** Redis' own time, milliseconds since the epoch. */
  long nowMillis() {
    return nowMillis;
  }

  /**
   * The judgement on each check, in order.
   *
   * @param checkAt the check that was asked at that place
   * @throws ForeignReplyException when an accepted token is not the one that was asked for
   */
  List<Judgement> judgements(int count, IntFunction<Check> checkAt) {
    List<Judgement> judgements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      judgements.add(next(checkAt.apply(i).id()));
    }
    return judgements;
  }

  /** How far each activity stream reaches, in the reply to a call that places marks. */
  List<StreamEnd> ends() {
    int count = rest.getShort() & 0xffff;
    List<StreamEnd> ends = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String stream = RecordFormat.readAscii(rest, rest.get() & 0xff);
      String position = RecordFormat.readAscii(rest, rest.get() & 0xff);
      ends.add(new StreamEnd(stream, StreamPosition.parse(position)));
    }
    return ends;
  }

  private Judgement next(long id) {
    byte letter = rest.get();
    return switch (letter) {
      case 'R' -> accepted(id);
      case 'Q' -> acceptedWithQuota(id);
      case 'L' -> rateLimited();
      case 'M' -> new Miss(namespace, counter, nowMillis);
      case 'W' -> Verdict.WRONG_SECRET;
      case 'E' -> Verdict.EXPIRED;
      case 'V' -> Verdict.REVOKED;
      case 'P' -> Verdict.PAUSED;
      case 'I' -> Verdict.ADDRESS;
      case 'B' -> Verdict.LACKS_ABILITY;
      default -> throw new ForeignReplyException();
    };
  }

  /** The record itself accepts: its first letter is the verdict's. */
  private Verdict accepted(long id) {
    rest.position(rest.position() - 1);
    return new Verdict.Accepted(liveToken(id), null);
  }

  private LiveToken liveToken(long id) {
    LiveToken token = RecordFormat.readLive(rest);
    if (token.id() != id) {
      throw new ForeignReplyException();
    }
    return token;
  }

  private Verdict acceptedWithQuota(long id) {
    int remaining = rest.getInt();
    long wholeMillis = rest.getInt();
    RateLimit limit = new RateLimit(rest.getInt(), rest.getInt());
    return new Verdict.Accepted(liveToken(id), new Quota(limit, remaining, 0, wholeMillis));
  }

  private Verdict rateLimited() {
    long waitMillis = rest.getInt();
    long wholeMillis = rest.getInt();
    RateLimit limit = new RateLimit(rest.getInt(), rest.getInt());
    return new Verdict.RateLimited(new Quota(limit, 0, waitMillis, wholeMillis));
  }

  private static long readSix(ByteBuffer in) {
    return ((long) (in.getShort() & 0xffff) << 32) | (in.getInt() & 0xffff_ffffL);
  }
}
