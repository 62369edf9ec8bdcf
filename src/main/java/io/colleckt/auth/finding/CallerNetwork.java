package io.colleckt.auth.finding;

import io.colleckt.auth.token.Cidr;
import io.colleckt.auth.token.IpAddress;

/** Which network an address belongs to, as far as habits go: an IPv4 /24, an IPv6 /48. */
public final class CallerNetwork {
  private static final Cidr FOUR = Cidr.parse("255.255.255.0/24");
  private static final Cidr SIX = Cidr.parse("ffff:ffff:ffff::/48");

  private CallerNetwork() {}

  /** The network as CIDR. */
  public static String of(IpAddress address) {
    Cidr mask = address.isFour() ? FOUR : SIX;
    long low = address.low() & mask.address().low();
    IpAddress first =
        new IpAddress(address.isFour() ? 0 : address.high() & mask.address().high(), low);
    return new Cidr(first, mask.prefixLength()).toString();
  }
}
