package io.colleckt.auth.validation;

import io.colleckt.auth.activity.EntryFormat;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.Miss;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The arguments of a call to Redis. The first: flags, a nonce that the reply must repeat (also the
 * seed of a change counter or the name of a stream that is not there yet), the number of items, the
 * items. The second, where checks are judged: what goes on record of them.
 */
final class Request {
  private static final int HEAD_LENGTH = 9;
  private static final int CHECK_LENGTH = 1 + 16 + 32 + 16 + 1;
  private static final int FILL_LENGTH = 12 + 1 + 20 + 6 + 2;
  private static final int MARK_LENGTH = 1 + 4 + 1 + 16;
  private static final byte NO_FLAGS = 0;
  private static final byte POSTGRES_ANSWERS = 1;

  private final byte[] function;
  private final long nonce = ThreadLocalRandom.current().nextLong() & 0xffff_ffff_ffffL;
  private final ByteBuffer out;
  private final byte[] entry;

  private Request(byte[] function, byte flags, int size, int room, byte[] entry) {
    this.function = function;
    this.entry = entry;
    this.out = ByteBuffer.allocate(HEAD_LENGTH + room);
    out.put(flags).putShort((short) (nonce >>> 32)).putInt((int) nonce).putShort((short) size);
  }

  /**
   * @param postgresAnswers whether an old record may be answered with a miss
   */
  static Request toCheck(byte[] function, List<Check> checks, boolean postgresAnswers) {
    int room = 0;
    for (Check check : checks) {
      room += CHECK_LENGTH + check.ability().length();
    }
    byte flags = postgresAnswers ? POSTGRES_ANSWERS : NO_FLAGS;
    byte[] entry = EntryFormat.write(checks);
    Request request = new Request(function, flags, checks.size(), room, entry);
    checks.forEach(request::put);
    return request;
  }

  static Request toFill(byte[] function, List<Fill> fills) {
    List<byte[]> records = fills.stream().map(Fill::record).map(RecordFormat::encode).toList();
    int room = 0;
    for (int i = 0; i < fills.size(); i++) {
      int ability = fills.get(i).check().ability().length();
      room += FILL_LENGTH + records.get(i).length + CHECK_LENGTH + ability;
    }
    List<Check> checks = fills.stream().map(Fill::check).toList();
    byte[] entry = EntryFormat.write(checks);
    Request request = new Request(function, POSTGRES_ANSWERS, fills.size(), room, entry);
    for (int i = 0; i < fills.size(); i++) {
      request.put(fills.get(i).miss(), records.get(i));
    }
    checks.forEach(request::put);
    return request;
  }

  /** With no marks, only asks for namespace, time and the ends of the streams. */
  static Request toPlace(byte[] function, List<Mark> marks) {
    int room = marks.size() * MARK_LENGTH;
    Request request = new Request(function, NO_FLAGS, marks.size(), room, null);
    marks.forEach(request::put);
    return request;
  }

  /** The name of the function to call. */
  byte[] function() {
    return function;
  }

  /** What the reply must begin with: 48 bits. */
  long nonce() {
    return nonce;
  }

  /** The first argument. */
  byte[] bytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  /** The second argument, or null where nothing is judged. */
  byte[] entry() {
    return entry;
  }

  private void put(Check check) {
    putShortText(Long.toString(check.id()));
    out.put(check.hash().bytes());
    putShortText(check.ability());
    out.putLong(check.caller().address().high()).putLong(check.caller().address().low());
  }

  private void put(Miss miss, byte[] record) {
    out.put(RecordFormat.ascii(miss.namespace()));
    putShortText(miss.counter());
    out.putShort((short) (miss.atMillis() >>> 32)).putInt((int) miss.atMillis());
    out.putShort((short) record.length).put(record);
  }

  private void put(Mark mark) {
    out.put((byte) (mark.kind() == MarkKind.TOMBSTONE ? 'T' : 'F')).putInt(mark.version());
    putShortText(Long.toString(mark.tokenId()));
  }

  private void putShortText(String text) {
    out.put((byte) text.length());
    for (int i = 0; i < text.length(); i++) {
      out.put((byte) text.charAt(i));
    }
  }
}
