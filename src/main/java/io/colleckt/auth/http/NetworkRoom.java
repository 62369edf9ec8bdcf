package io.colleckt.auth.http;

import io.colleckt.auth.token.IpAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Room for so many at once, and for fewer from one network (an IPv4 address or the first 48 bits of
 * an IPv6 address). Used on one event loop.
 */
final class NetworkRoom {
  private final int most;
  private final int mostOfOne;
  private final Map<IpAddress, Integer> inside = new HashMap<>();
  private int all;

  NetworkRoom(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /** Lets one in; false when there is no room. */
  boolean enter(IpAddress address) {
    int ofOne = inside.getOrDefault(address.site(), 0);
    if (all == most || ofOne == mostOfOne) {
      return false;
    }
    all++;
    inside.put(address.site(), ofOne + 1);
    return true;
  }

  /** One that was let in goes. */
  void leave(IpAddress address) {
    all--;
    inside.computeIfPresent(address.site(), (site, ofOne) -> ofOne == 1 ? null : ofOne - 1);
  }
}
