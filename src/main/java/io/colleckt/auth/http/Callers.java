package io.colleckt.auth.http;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/** Who called what, as a check is judged and put on record by it. Used on one event loop. */
final class Callers {
  private static final int LONGEST_USER_AGENT = 255;

  private final ClientAddress addresses;

  Callers(ClientAddress addresses) {
    this.addresses = addresses;
  }

  /** By the original request, as far as a trusted proxy tells it. */
  Check.Caller of(HttpServerRequest request) {
    OriginalRequest original = OriginalRequest.of(request, addresses.trustsPeerOf(request));
    return new Check.Caller(
        addresses.of(request),
        original.method(),
        original.path(),
        userAgentOf(request),
        isFromBrowser(request.headers()));
  }

  /** By this request itself: who asks about others. */
  Check.Caller asking(HttpServerRequest request) {
    return asking(request, addresses.of(request));
  }

  /** By this request, on behalf of a client at that address. */
  static Check.Caller asking(HttpServerRequest request, IpAddress client) {
    return new Check.Caller(
        client, methodOf(request), pathOf(request), userAgentOf(request), false);
  }

  /** By a request to an application of somebody else, which says itself whom it trusts. */
  static Check.Caller of(RoutingContext context) {
    HttpServerRequest request = context.request();
    return new Check.Caller(
        addressOf(request.remoteAddress()),
        methodOf(request),
        pathOf(request),
        userAgentOf(request),
        isFromBrowser(request.headers()));
  }

  /**
   * What the client calls itself, without tokens that somebody has put there; or the empty string.
   */
  static String userAgentOf(HttpServerRequest request) {
    String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
    return userAgent == null ? "" : OriginalRequest.recordable(userAgent, LONGEST_USER_AGENT);
  }

  /** Without the zone of a link-local one; a peer without any address is not let in. */
  private static IpAddress addressOf(SocketAddress peer) {
    String address = peer == null ? null : peer.hostAddress();
    if (address == null) {
      throw new HttpException(400, "The client has no address.");
    }
    return IpAddress.parse(address.split("%", 2)[0]);
  }

  private static String methodOf(HttpServerRequest request) {
    return OriginalRequest.printable(request.method().name(), OriginalRequest.LONGEST_METHOD);
  }

  private static String pathOf(HttpServerRequest request) {
    return OriginalRequest.recordable(request.path(), OriginalRequest.LONGEST_PATH);
  }

  /** What only scripts of a page send, or the browser for them. */
  private static boolean isFromBrowser(MultiMap headers) {
    return headers.contains("Origin")
        || headers.contains("Sec-Fetch-Site")
        || headers.contains("Sec-Fetch-Mode");
  }
}
