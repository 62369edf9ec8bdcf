package io.colleckt.auth.http;

import io.colleckt.auth.activity.Redaction;
import io.vertx.core.http.HttpServerRequest;

/**
 * What the client asked of the API, as far as the activity log wants to know it: the request that a
 * trusted proxy has forwarded, else the check itself.
 *
 * @param method at most 16 characters
 * @param path at most 1,024 characters, without query; printable ASCII, other characters have
 *     become {@code ?}
 */
record OriginalRequest(String method, String path) {
  private static final int LONGEST_METHOD = 16;
  private static final int LONGEST_PATH = 1024;
  private static final int VERIFY_LENGTH = CheckRoutes.VERIFY.length();

  /**
   * Reads what nginx ({@code X-Original-*}), Traefik and Caddy ({@code X-Forwarded-*}) or Envoy
   * (path below {@code /v1/verify}) tell.
   *
   * @param trusted whether the peer is a trusted proxy; what another sends is ignored
   */
  static OriginalRequest of(HttpServerRequest request, boolean trusted) {
    String method = trusted ? header(request, "X-Original-Method", "X-Forwarded-Method") : null;
    String path = trusted ? header(request, "X-Original-URI", "X-Forwarded-Uri") : null;
    return new OriginalRequest(
        printable(method == null ? request.method().name() : method, LONGEST_METHOD),
        recordable(path == null ? ownPath(request, trusted) : withoutQuery(path), LONGEST_PATH));
  }

  /** As {@link #printable}, without tokens that somebody has put into it. */
  static String recordable(String text, int longest) {
    return printable(Redaction.of(text), longest);
  }

  /** The text cut to that length, whatever is not printable ASCII replaced. */
  static String printable(String text, int longest) {
    int length = Math.min(text.length(), longest);
    for (int i = 0; i < length; i++) {
      if (!isPrintable(text.charAt(i))) {
        return replaced(text, length);
      }
    }
    return length == text.length() ? text : text.substring(0, length);
  }

  private static String replaced(String text, int length) {
    StringBuilder printable = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      printable.append(isPrintable(c) ? c : '?');
    }
    return printable.toString();
  }

  private static boolean isPrintable(char c) {
    return c >= ' ' && c < 0x7f;
  }

  private static String ownPath(HttpServerRequest request, boolean trusted) {
    String path = request.path();
    return trusted && path.startsWith(CheckRoutes.VERIFY_BELOW)
        ? path.substring(VERIFY_LENGTH)
        : path;
  }

  private static String header(HttpServerRequest request, String nginx, String others) {
    String value = request.getHeader(nginx);
    return value == null ? request.getHeader(others) : value;
  }

  private static String withoutQuery(String uri) {
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c == '?' || c == '#') {
        return uri.substring(0, i);
      }
    }
    return uri;
  }
}
