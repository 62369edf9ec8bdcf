package io.colleckt.auth.token;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as its 128 bits, IPv4 mapped into IPv6 ({@code ::ffff:a.b.c.d}), so that one form
 * serves both.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {
  /** Length in bytes. */
  public static final int LENGTH = 16;

  private static final long FOUR = 0xffffL;
  private static final long SITE = -1L << 16;
  private static final Pattern DOTTED =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
  private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(:|$)");
  private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /**
   * Reads a dotted IPv4 or an IPv6 address without zone or brackets. Never asks a name server.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static IpAddress parse(String text) {
    if (!DOTTED.matcher(text).matches() && !SIX.matcher(text).matches()) {
      throw new IllegalArgumentException("Not an IP address.");
    }
    try {
      return of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Not an IP address.", e);
    }
  }

  /** The address of 4 or 16 bytes. */
  public static IpAddress of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return bytes.length == LENGTH
        ? new IpAddress(buffer.getLong(), buffer.getLong())
        : new IpAddress(0, FOUR << 32 | Integer.toUnsignedLong(buffer.getInt()));
  }

  /** The 16 bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
  }

  /**
   * Who answers for the address: itself for IPv4, its first 64 bits for IPv6, which one host may
   * own whole.
   */
  public IpAddress network() {
    return isFour() ? this : new IpAddress(high, 0);
  }

  /**
   * Who may send from it at all: itself for IPv4, its first 48 bits for IPv6, the most that a site
   * is usually given (RFC 6177), with 65,536 networks in it.
   */
  public IpAddress site() {
    return isFour() ? this : new IpAddress(high & SITE, 0);
  }

  /** Whether this is a mapped IPv4 address. */
  public boolean isFour() {
    return high == 0 && low >>> 32 == FOUR;
  }

  /** Dotted for IPv4; for IPv6 the shortest form (RFC 5952), as Postgres writes it. */
  public String shortest() {
    String text = toString();
    int begin = 0;
    int end = 0;
    Matcher zeros = ZEROS.matcher(text);
    while (!isFour() && zeros.find()) {
      if ((zeros.end() - zeros.start()) / 2 > (end - begin) / 2) {
        begin = zeros.start();
        end = zeros.end();
      }
    }
    return end == 0 ? text : text.substring(0, begin) + "::" + text.substring(end);
  }

  /** Dotted for IPv4, else eight groups. */
  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(bytes()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address.", e);
    }
  }
}
