package io.colleckt.auth.token;

/**
 * A block of addresses.
 *
 * @param address the first one: its bits beyond the prefix are zero
 * @param prefixLength 0 to 128; an IPv4 block has 96 more than its text says
 */
public record Cidr(IpAddress address, int prefixLength) {
  private static final int FOUR_OFFSET = 96;

  /** Whether the address lies in this block. */
  public boolean contains(IpAddress candidate) {
    return (candidate.high() & highMask()) == address.high()
        && (candidate.low() & lowMask()) == address.low();
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code 10.1.2.3}, {@code 2001:db8::/32} or {@code ::1}. Never asks a
   * name server.
   *
   * @throws IllegalArgumentException when it is none of these, or when bits beyond the prefix are
   *     set
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    IpAddress address = IpAddress.parse(host);
    int offset = host.indexOf(':') < 0 ? FOUR_OFFSET : 0;
    int width = 128 - offset;
    int length = slash < 0 ? width : prefixLength(text.substring(slash + 1), width);
    Cidr block = new Cidr(address, offset + length);
    if (!block.contains(address)) {
      throw new IllegalArgumentException("Bits are set beyond the prefix of " + text + ".");
    }
    return block;
  }

  private static int prefixLength(String digits, int width) {
    if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > width) {
      throw new IllegalArgumentException("A prefix length is 0 to " + width + ".");
    }
    return Integer.parseInt(digits);
  }

  private long highMask() {
    return prefixLength == 0 ? 0 : -1L << Math.max(0, 64 - prefixLength);
  }

  private long lowMask() {
    return prefixLength <= 64 ? 0 : -1L << (128 - prefixLength);
  }

  @Override
  public String toString() {
    boolean four = address.isFour() && prefixLength >= FOUR_OFFSET;
    return address + "/" + (four ? prefixLength - FOUR_OFFSET : prefixLength);
  }
}
