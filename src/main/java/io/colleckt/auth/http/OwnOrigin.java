package io.colleckt.auth.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where our own pages come from. Browsers tell the origin of every unsafe request, other clients
 * tell nothing.
 *
 * @param publicUrl where browsers find the service; empty = where {@code Host} says
 */
record OwnOrigin(Optional<URI> publicUrl) {
  private static final String SAME = "same-origin";

  /** Whether browsers reach the service by https. */
  boolean isSecure() {
    return publicUrl.filter(url -> "https".equalsIgnoreCase(url.getScheme())).isPresent();
  }

  /** The URL of the service without a path: what links that leave the service begin with. */
  String of(HttpServerRequest request) {
    return publicUrl.map(OwnOrigin::text).orElseGet(() -> "http://" + host(request));
  }

  /** Whether a page of somebody else has sent this request. */
  boolean isForeign(HttpServerRequest request) {
    List<String> origins = request.headers().getAll("Origin");
    List<String> sites = request.headers().getAll("Sec-Fetch-Site");
    return !sites.stream().allMatch(SAME::equals)
        || origins.size() > 1
        || !origins.stream().allMatch(origin -> isOwn(origin, request));
  }

  private boolean isOwn(String origin, HttpServerRequest request) {
    return publicUrl.isPresent()
        ? origin.equals(text(publicUrl.get()))
        : origin.equals("http://" + host(request));
  }

  private static String host(HttpServerRequest request) {
    String host = request.getHeader("Host");
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  /** As browsers write it (RFC 6454, section 6.2): lower case, without a default port. */
  private static String text(URI url) {
    String text = (url.getScheme() + "://" + url.getRawAuthority()).toLowerCase(Locale.ROOT);
    String defaultPort = text.startsWith("https:") ? ":443" : ":80";
    return text.endsWith(defaultPort)
        ? text.substring(0, text.length() - defaultPort.length())
        : text;
  }
}
