package io.colleckt.auth.http;

import io.colleckt.auth.activity.Redaction;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * What the client asked of the API, as far as the activity log wants to know it: the request that a
 * trusted proxy has forwarded, else the check itself.
 *
 * @param method at most 16 characters
 * @param path at most 1,024 characters, without query; printable ASCII, other characters have
 *     become {@code ?}
 */
record OriginalRequest(String method, String path) {
  static final int LONGEST_METHOD = 16;
  static final int LONGEST_PATH = 1024;
  private static final int VERIFY_LENGTH = CheckRoutes.VERIFY.length();

  /** What a proxy of some kind tells; null = nothing. */
  private record Told(String method, String uri) {
    private boolean isNothing() {
      return method == null && uri == null;
    }
  }

  /**
   * Reads what nginx ({@code X-Original-*}), Traefik and Caddy ({@code X-Forwarded-*}) or Envoy
   * (path below {@code /v1/verify}) tell.
   *
   * <p>Proxies pass on what clients send. So when headers of both kinds are there, or headers
   * beside a path below, some of them may be the client's: then it is the check itself. What is
   * told in two ways is never mixed.
   *
   * @param trusted whether the peer is a trusted proxy; what another sends is ignored
   */
  static OriginalRequest of(HttpServerRequest request, boolean trusted) {
    Optional<Told> told = trusted ? told(request) : Optional.empty();
    String method = told.map(Told::method).orElseGet(() -> request.method().name());
    String path = told.map(Told::uri).map(OriginalRequest::withoutQuery).orElse(null);
    return new OriginalRequest(
        printable(method, LONGEST_METHOD),
        recordable(path == null ? ownPath(request, trusted) : path, LONGEST_PATH));
  }

  private static Optional<Told> told(HttpServerRequest request) {
    if (request.path().startsWith(CheckRoutes.VERIFY_BELOW)) {
      return Optional.empty();
    }
    Told nginx = told(request, "X-Original-Method", "X-Original-URI");
    Told others = told(request, "X-Forwarded-Method", "X-Forwarded-Uri");
    if (nginx.isNothing() == others.isNothing()) {
      return Optional.empty();
    }
    return Optional.of(others.isNothing() ? nginx : others);
  }

  private static Told told(HttpServerRequest request, String method, String uri) {
    return new Told(request.getHeader(method), request.getHeader(uri));
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
