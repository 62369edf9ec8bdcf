package io.colleckt.auth.http;

import io.colleckt.auth.token.Cidr;
import io.colleckt.auth.token.IpAddress;
import io.netty.channel.Channel;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a request comes from: the peer's address, or, when the peer is a trusted proxy, the
 * right-most address of {@code X-Forwarded-For} that is not one. What stands further left was
 * written by the client and is worth nothing.
 *
 * <p>Made for the hot path: the peer's address is kept with its connection, and texts that were
 * read lately are not read again. Used on one event loop; make one for each.
 */
final class ClientAddress {
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final AttributeKey<Peer> PEER = AttributeKey.valueOf(ClientAddress.class, "peer");
  private static final int REMEMBERED_TEXTS = 4096;
  private static final int LONGEST_TEXT = 64;

  /** In place of an address, for a text that is none. */
  private static final IpAddress UNREADABLE = new IpAddress(-1, -1);

  private final List<Cidr> trustedProxies;
  private final Map<String, IpAddress> read = new HashMap<>();

  private record Peer(IpAddress address, boolean trusted) {}

  ClientAddress(List<Cidr> trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /** The client's address. */
  IpAddress of(HttpServerRequest request) {
    Peer peer = peer(request);
    return peer.trusted ? forwarded(request, peer.address) : peer.address;
  }

  /** Whether the peer is a proxy whose forwarding headers are to be believed. */
  boolean trustsPeerOf(HttpServerRequest request) {
    return peer(request).trusted;
  }

  private Peer peer(HttpServerRequest request) {
    Channel channel =
        ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
    Attribute<Peer> attribute = channel.attr(PEER);
    Peer peer = attribute.get();
    if (peer == null) {
      byte[] bytes = ((InetSocketAddress) channel.remoteAddress()).getAddress().getAddress();
      IpAddress address = IpAddress.of(bytes);
      peer = new Peer(address, trusts(address));
      attribute.set(peer);
    }
    return peer;
  }

  private IpAddress forwarded(HttpServerRequest request, IpAddress peer) {
    IpAddress nearest = peer;
    List<String> headers = request.headers().getAll(FORWARDED_FOR);
    for (int i = headers.size() - 1; i >= 0; i--) {
      String header = headers.get(i);
      int end = header.length();
      while (end >= 0) {
        int comma = header.lastIndexOf(',', end - 1);
        IpAddress address = address(header.substring(comma + 1, end).strip());
        if (address.equals(UNREADABLE)) {
          return nearest;
        }
        nearest = address;
        if (!trusts(address)) {
          return nearest;
        }
        end = comma;
      }
    }
    return nearest;
  }

  /** Whether this is the address of a trusted proxy. */
  boolean trusts(IpAddress address) {
    for (Cidr block : trustedProxies) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private IpAddress address(String text) {
    IpAddress known = read.get(text);
    if (known != null) {
      return known;
    }
    if (text.length() > LONGEST_TEXT) {
      return UNREADABLE;
    }
    if (read.size() == REMEMBERED_TEXTS) {
      read.clear();
    }
    IpAddress address = parse(withoutPort(text));
    read.put(text, address);
    return address;
  }

  /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String text) {
    if (text.startsWith("[")) {
      int bracket = text.indexOf(']');
      return bracket < 0 ? text : text.substring(1, bracket);
    }
    int colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }

  private static IpAddress parse(String text) {
    try {
      return IpAddress.parse(text);
    } catch (IllegalArgumentException e) {
      return UNREADABLE;
    }
  }
}
