package io.colleckt.auth.webhook;

import io.colleckt.auth.token.Cidr;
import io.colleckt.auth.token.IpAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be asked by a service that others tell whom to ask: those of the public
 * internet, by the IANA registries of special-purpose addresses. An IPv4 address inside an IPv6 one
 * is judged by itself.
 */
public final class PublicAddresses {
  private static final List<Cidr> SPECIAL_FOUR =
      blocks(
          "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24"
              + " 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3");

  /** Within the global unicast addresses; Teredo is in 2001::/23. */
  private static final List<Cidr> SPECIAL_SIX = blocks("2001::/23 2001:db8::/32 3fff::/20");

  private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");
  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
  private static final long MAPPED = 0xffffL << 32;
  private static final long LOW_HALF = 0xffff_ffffL;

  private PublicAddresses() {}

  /** Whether this address is one of the public internet. */
  public static boolean contain(IpAddress address) {
    if (address.isFour()) {
      return SPECIAL_FOUR.stream().noneMatch(block -> block.contains(address));
    }
    if (NAT64.contains(address)) {
      return contain(four(address.low()));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return contain(four(address.high() >>> 16));
    }
    return GLOBAL_UNICAST.contains(address)
        && SPECIAL_SIX.stream().noneMatch(block -> block.contains(address));
  }

  private static IpAddress four(long bits) {
    return new IpAddress(0, MAPPED | (bits & LOW_HALF));
  }

  private static List<Cidr> blocks(String texts) {
    return Stream.of(texts.split(" ", -1)).map(Cidr::parse).toList();
  }
}
