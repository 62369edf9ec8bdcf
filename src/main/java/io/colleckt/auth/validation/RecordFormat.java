package io.colleckt.auth.validation;

import io.colleckt.auth.token.Cidr;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.LiveToken;
import io.colleckt.auth.token.RateLimit;
import io.colleckt.auth.token.SecretHash;
import io.colleckt.auth.token.TokenRecord;
import io.colleckt.auth.token.TokenState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * How a token's record lies in Redis. {@code colleckt.lua} has the same layout; a change of it
 * needs another first letter, which older nodes take for a miss.
 */
final class RecordFormat {
  private static final byte[] TOMBSTONE = {'T'};
  private static final int FIXED_LENGTH = 57;
  private static final int LETTER_VERSION_AND_TIMES = 1 + 4 + 4 + 4;
  private static final int CIDR_LENGTH = 17;
  private static final int RATE_LENGTH = 8;

  private static final int PAUSED = 1;
  private static final int SANDBOX = 2;
  private static final int EVERY_ABILITY = 4;
  private static final int ADDRESSES = 8;
  private static final int RATE = 16;

  private RecordFormat() {}

  /**
   * The value to store: a record, or a tombstone for a revoked token. Redis itself sets the times
   * in it.
   */
  static byte[] encode(TokenRecord token) {
    if (token.state() == TokenState.REVOKED) {
      return TOMBSTONE;
    }
    byte[] id = ascii(Long.toString(token.id()));
    Grant grant = token.grant();
    byte[] abilities = ascii(String.join(" ", grant.abilities()));
    int room = abilities.length + 3 + grant.allowedIps().size() * CIDR_LENGTH + RATE_LENGTH;
    ByteBuffer out = ByteBuffer.allocate(FIXED_LENGTH + id.length + room);
    out.put((byte) 'R').putInt(token.version()).putInt(0).putInt(0);
    out.putShort((short) (token.expiresAtMillis() >>> 32)).putInt((int) token.expiresAtMillis());
    int flags = flags(token);
    out.put((byte) flags).put(token.hash().bytes());
    out.putInt(token.workspaceId()).put((byte) id.length).put(id);
    if ((flags & EVERY_ABILITY) == 0) {
      out.putShort((short) abilities.length).put(abilities);
    }
    if ((flags & ADDRESSES) != 0) {
      putBlocks(out, grant.allowedIps());
    }
    grant.rateLimit().ifPresent(rate -> putRate(out, rate));
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * Reads the tail of a record, as an accepting reply carries it, and leaves {@code in} after it.
   */
  static LiveToken readLive(ByteBuffer in) {
    in.position(in.position() + LETTER_VERSION_AND_TIMES);
    long expiresAt = ((long) (in.getShort() & 0xffff) << 32) | (in.getInt() & 0xffff_ffffL);
    int flags = in.get();
    in.position(in.position() + SecretHash.LENGTH);
    int workspaceId = in.getInt();
    long id = readId(in);
    String abilities =
        (flags & EVERY_ABILITY) != 0 ? Grant.EVERY_ABILITY : readAscii(in, in.getShort() & 0xffff);
    if ((flags & ADDRESSES) != 0) {
      int count = in.get() & 0xff;
      in.position(in.position() + count * CIDR_LENGTH);
    }
    if ((flags & RATE) != 0) {
      in.position(in.position() + RATE_LENGTH);
    }
    Environment environment = (flags & SANDBOX) != 0 ? Environment.SANDBOX : Environment.PRODUCTION;
    return new LiveToken(id, workspaceId, environment, abilities, expiresAt);
  }

  private static int flags(TokenRecord token) {
    Grant grant = token.grant();
    boolean every = grant.abilities().equals(Grant.FULL.abilities());
    return (token.state() == TokenState.PAUSED ? PAUSED : 0)
        | (token.environment() == Environment.SANDBOX ? SANDBOX : 0)
        | (every ? EVERY_ABILITY : 0)
        | (grant.allowedIps().isEmpty() ? 0 : ADDRESSES)
        | (grant.rateLimit().isPresent() ? RATE : 0);
  }

  private static void putBlocks(ByteBuffer out, List<Cidr> blocks) {
    out.put((byte) blocks.size());
    for (Cidr block : blocks) {
      out.putLong(block.address().high()).putLong(block.address().low());
      out.put((byte) block.prefixLength());
    }
  }

  private static void putRate(ByteBuffer out, RateLimit rate) {
    out.putInt(rate.limit()).putInt(rate.windowSeconds());
  }

  private static long readId(ByteBuffer in) {
    long id = 0;
    for (int rest = in.get(); rest > 0; rest--) {
      id = id * 10 + in.get() - '0';
    }
    return id;
  }

  /** Reads so many bytes as text. */
  static String readAscii(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** The ASCII bytes of a text that has no others. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
