package io.colleckt.auth.activity;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a batch of checks lies in the activity stream: one entry, with two fields. The checks are
 * written here, before they are judged; the verdicts by {@code put_on_record} in {@code
 * colleckt.lua}:
 *
 * <pre>
 * verdicts  format (1 byte), time of judging (6 bytes, milliseconds), one letter for each check; M = not judged here
 * checks    for each: flags, token id (8 bytes), then what is not as in the check before:
 *           address (16 bytes), method (length 1 byte), path (length 2 bytes), user agent (length 1 byte)
 * </pre>
 *
 * <p>Numbers are big-endian, texts are printable ASCII. A change of this layout needs another
 * format number.
 */
public final class EntryFormat {
  /** The first byte of the verdicts. */
  public static final byte FORMAT = 1;

  private static final int SAME_ADDRESS = 1;
  private static final int SAME_METHOD = 2;
  private static final int SAME_PATH = 4;
  private static final int SAME_USER_AGENT = 8;
  private static final int BROWSER = 16;

  private static final int FIXED_LENGTH = 1 + Long.BYTES + IpAddress.LENGTH + 1 + 2 + 1;
  private static final byte NOT_JUDGED = 'M';
  private static final Check.Caller NOBODY =
      new Check.Caller(new IpAddress(0, 0), "", "", "", false);

  private EntryFormat() {}

  /** The checks of a batch, in their order. */
  public static byte[] write(List<Check> checks) {
    int room = 0;
    for (Check check : checks) {
      Check.Caller caller = check.caller();
      int texts = caller.method().length() + caller.path().length() + caller.userAgent().length();
      room += FIXED_LENGTH + texts;
    }
    ByteBuffer out = ByteBuffer.allocate(room);
    Check.Caller before = NOBODY;
    for (Check check : checks) {
      write(out, check, before);
      before = check.caller();
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * What was judged in an entry, one by one, in their order.
   *
   * @throws MalformedEntryException when it is of another format, or cut, or garbled
   */
  public static List<Calls> read(byte[] verdicts, byte[] checks) throws MalformedEntryException {
    try {
      return read(ByteBuffer.wrap(verdicts), ByteBuffer.wrap(checks));
    } catch (BufferUnderflowException e) {
      throw new MalformedEntryException("It ends too early.");
    }
  }

  private static void write(ByteBuffer out, Check check, Check.Caller before) {
    Check.Caller caller = check.caller();
    int same = same(caller, before);
    out.put((byte) (caller.browser() ? same | BROWSER : same)).putLong(check.id());
    if ((same & SAME_ADDRESS) == 0) {
      out.putLong(caller.address().high()).putLong(caller.address().low());
    }
    if ((same & SAME_METHOD) == 0) {
      putText(out.put((byte) caller.method().length()), caller.method());
    }
    if ((same & SAME_PATH) == 0) {
      putText(out.putShort((short) caller.path().length()), caller.path());
    }
    if ((same & SAME_USER_AGENT) == 0) {
      putText(out.put((byte) caller.userAgent().length()), caller.userAgent());
    }
  }

  private static int same(Check.Caller caller, Check.Caller before) {
    return (caller.address().equals(before.address()) ? SAME_ADDRESS : 0)
        | (caller.method().equals(before.method()) ? SAME_METHOD : 0)
        | (caller.path().equals(before.path()) ? SAME_PATH : 0)
        | (caller.userAgent().equals(before.userAgent()) ? SAME_USER_AGENT : 0);
  }

  private static void putText(ByteBuffer out, String text) {
    for (int i = 0; i < text.length(); i++) {
      out.put((byte) text.charAt(i));
    }
  }

  private static List<Calls> read(ByteBuffer verdicts, ByteBuffer checks)
      throws MalformedEntryException {
    byte format = verdicts.get();
    if (format != FORMAT) {
      throw new MalformedEntryException("It is of format " + format + ".");
    }
    long atMillis =
        ((long) (verdicts.getShort() & 0xffff) << 32) | (verdicts.getInt() & 0xffff_ffffL);
    List<Calls> calls = new ArrayList<>(verdicts.remaining());
    Check.Caller caller = NOBODY;
    while (verdicts.hasRemaining()) {
      int flags = checks.get();
      long tokenId = checks.getLong();
      caller = readCaller(checks, flags, caller);
      byte letter = verdicts.get();
      if (letter != NOT_JUDGED) {
        calls.add(new Calls(tokenId, caller, outcome(letter), atMillis, 1));
      }
    }
    if (checks.hasRemaining()) {
      throw new MalformedEntryException("It holds more checks than verdicts.");
    }
    return calls;
  }

  private static Check.Caller readCaller(ByteBuffer in, int flags, Check.Caller before)
      throws MalformedEntryException {
    IpAddress address =
        (flags & SAME_ADDRESS) != 0 ? before.address() : new IpAddress(in.getLong(), in.getLong());
    String method = (flags & SAME_METHOD) != 0 ? before.method() : readText(in, in.get() & 0xff);
    String path = (flags & SAME_PATH) != 0 ? before.path() : readText(in, in.getShort() & 0xffff);
    String userAgent =
        (flags & SAME_USER_AGENT) != 0 ? before.userAgent() : readText(in, in.get() & 0xff);
    return new Check.Caller(address, method, path, userAgent, (flags & BROWSER) != 0);
  }

  /** What is not printable is refused here: Postgres takes no NUL, and would refuse it for ever. */
  private static String readText(ByteBuffer in, int length) throws MalformedEntryException {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    for (byte each : bytes) {
      if (each < ' ' || each > '~') {
        throw new MalformedEntryException("It holds a text that is not printable ASCII.");
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static CheckOutcome outcome(byte letter) throws MalformedEntryException {
    return switch (letter) {
      case 'R', 'Q' -> CheckOutcome.ACCEPTED;
      case 'E' -> CheckOutcome.EXPIRED;
      case 'V' -> CheckOutcome.REVOKED;
      case 'P' -> CheckOutcome.PAUSED;
      case 'W' -> CheckOutcome.WRONG_SECRET;
      case 'I' -> CheckOutcome.ADDRESS;
      case 'B' -> CheckOutcome.ABILITY;
      case 'L' -> CheckOutcome.RATE_LIMITED;
      default -> throw new MalformedEntryException("It holds an unknown verdict.");
    };
  }
}
