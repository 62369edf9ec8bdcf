package io.colleckt.auth.http;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

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
    String method = request.method().name();
    return new Check.Caller(client, method, request.path(), userAgentOf(request), false);
  }

  /** By a request to an application of somebody else, which says itself whom it trusts. */
  static Check.Caller of(RoutingContext context) {
    HttpServerRequest request = context.request();
    return new Check.Caller(
        IpAddress.parse(request.remoteAddress().hostAddress()),
        OriginalRequest.printable(request.method().name(), OriginalRequest.LONGEST_METHOD),
        OriginalRequest.recordable(request.path(), OriginalRequest.LONGEST_PATH),
        userAgentOf(request),
        isFromBrowser(request.headers()));
  }

  private static String userAgentOf(HttpServerRequest request) {
    String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
    return userAgent == null ? "" : OriginalRequest.recordable(userAgent, LONGEST_USER_AGENT);
  }

  /** What only scripts of a page send, or the browser for them. */
  private static boolean isFromBrowser(MultiMap headers) {
    return headers.contains("Origin")
        || headers.contains("Sec-Fetch-Site")
        || headers.contains("Sec-Fetch-Mode");
  }
}
