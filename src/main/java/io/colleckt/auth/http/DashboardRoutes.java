package io.colleckt.auth.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the dashboard: one page at many addresses, and the files that it loads from {@code
 * /dashboard/{hash}/}. These are looked up by name among those that were read at the start, and
 * need no session. Used on one event loop.
 */
final class DashboardRoutes {
  /** Where the page is shown; the page itself tells what is at which address. */
  private static final List<String> PAGES =
      List.of(
          "/",
          "/sign-in",
          "/settings",
          "/settings/*",
          "/activity",
          "/findings",
          "/audit",
          "/account");

  private static final Pattern FILE = Pattern.compile("/dashboard/([0-9a-f]{16})/(.+)");
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String HTTPS_FOR_A_YEAR = "max-age=31536000";

  private static final Map<String, String> PAGE_HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "X-Frame-Options", "DENY",
          "Permissions-Policy",
              "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(),"
                  + " clipboard-write=(self)");

  private static final String REFERENCE = "/docs";

  private final DashboardFiles files;
  private final DashboardPage reference;
  private final boolean secure;

  /**
   * @param reference the contract as a page
   * @param secure whether browsers reach the service by https
   */
  DashboardRoutes(DashboardFiles files, DashboardPage reference, boolean secure) {
    this.files = files;
    this.reference = reference;
    this.secure = secure;
  }

  void addTo(Router router) {
    PAGES.forEach(path -> router.route(path).handler(this::sendPage));
    router.route(REFERENCE).handler(context -> send(context, reference));
    router.route("/dashboard/*").handler(this::sendFile);
  }

  private void sendPage(RoutingContext context) {
    send(context, files.pages().at(context.request().path()));
  }

  private void send(RoutingContext context, DashboardPage page) {
    HttpServerResponse response = context.response();
    if (!isRead(context.request())) {
      Failures.methodNotAllowed("GET, HEAD").sendTo(response);
      return;
    }
    PAGE_HEADERS.forEach(response::putHeader);
    response.putHeader("Content-Security-Policy", page.policy());
    send(context.request(), page.html());
  }

  /** A page that was open while the service was replaced asks for files by the hash of before. */
  private void sendFile(RoutingContext context) {
    HttpServerRequest request = context.request();
    Matcher path = FILE.matcher(request.path());
    DashboardFile file = path.matches() ? files.files().get(path.group(2)) : null;
    if (file == null) {
      Failures.notFound().sendTo(request.response());
    } else if (!isRead(request)) {
      Failures.methodNotAllowed("GET, HEAD").sendTo(request.response());
    } else {
      boolean current = path.group(1).equals(files.hash());
      sendFile(request, file, current ? FOR_EVER : "no-cache");
    }
  }

  private void sendFile(HttpServerRequest request, DashboardFile file, String caching) {
    HttpServerResponse response =
        request
            .response()
            .putHeader("Cache-Control", caching)
            .putHeader("ETag", file.tag())
            .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (isKnown(request.headers(), file.tag())) {
      response.putHeader("Vary", "Accept-Encoding").setStatusCode(304).end();
    } else {
      send(request, file);
    }
  }

  private void send(HttpServerRequest request, DashboardFile file) {
    boolean zipped =
        file.gzip() != null
            && AcceptEncoding.takesGzip(request.headers().getAll("Accept-Encoding"));
    Buffer body = zipped ? file.gzip() : file.plain();
    HttpServerResponse response =
        request
            .response()
            .putHeader("Content-Type", file.type())
            .putHeader("Content-Length", Integer.toString(body.length()))
            .putHeader("Vary", "Accept-Encoding")
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (zipped) {
      response.putHeader("Content-Encoding", "gzip");
    }
    if (secure) {
      response.putHeader("Strict-Transport-Security", HTTPS_FOR_A_YEAR);
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }

  /** Weak comparison (RFC 9110, section 13.1.2). */
  private static boolean isKnown(MultiMap headers, String tag) {
    return headers.getAll("If-None-Match").stream()
        .flatMap(field -> List.of(field.split(",", -1)).stream())
        .map(String::strip)
        .anyMatch(known -> known.equals("*") || known.equals(tag) || ("W/" + known).equals(tag));
  }

  private static boolean isRead(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }
}
