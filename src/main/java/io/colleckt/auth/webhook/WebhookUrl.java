package io.colleckt.auth.webhook;

import io.colleckt.auth.token.IpAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a webhook may point to. The name is resolved, and its addresses judged, when something is
 * sent; a literal address is judged here too.
 *
 * @param secure https
 * @param host a name, or an address without brackets
 * @param target path and query
 */
public record WebhookUrl(boolean secure, String host, int port, String target) {
  /** In characters. */
  public static final int LONGEST = 2000;

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads an absolute URL.
   *
   * @param privateAllowed whether the operator allows http and private addresses
   * @throws IllegalArgumentException with a sentence for whoever has sent it
   */
  public static WebhookUrl parse(String text, boolean privateAllowed) {
    URI uri = uri(text);
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    check(
        secure || (privateAllowed && "http".equalsIgnoreCase(uri.getScheme())),
        privateAllowed
            ? "The url must begin with https:// or http://."
            : "The url must begin with https://.");
    check(uri.getRawUserInfo() == null, "The url must not hold a user name or a password.");
    check(uri.getRawFragment() == null, "The url must not have a fragment (#…).");
    check(uri.getHost() != null, "The url must name a host, such as https://example.com/hook.");
    check(uri.getPort() != 0 && uri.getPort() <= HIGHEST_PORT, "The port must be 1 to 65535.");
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    check(
        privateAllowed || isPublic(host), "The url must not point to a private or local address.");
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    return new WebhookUrl(secure, host, port, target(uri));
  }

  /** The host when it is an address. */
  public Optional<IpAddress> literal() {
    return literal(host);
  }

  private static URI uri(String text) {
    try {
      check(
          text.length() <= LONGEST && text.matches("[!-~]+"),
          "The url must have at most " + LONGEST + " visible ASCII characters.");
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "The url must be a URL such as https://example.com/hook.", e);
    }
  }

  private static boolean isPublic(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return literal(host)
        .map(PublicAddresses::contain)
        .orElse(!name.equals("localhost") && !name.endsWith(".localhost"));
  }

  private static Optional<IpAddress> literal(String host) {
    boolean four = host.matches("[0-9.]+");
    return four || host.indexOf(':') >= 0 ? Optional.of(address(host)) : Optional.empty();
  }

  private static IpAddress address(String host) {
    try {
      return IpAddress.parse(host);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The host of the url is not an IP address.", e);
    }
  }

  private static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static void check(boolean accepted, String otherwise) {
    if (!accepted) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
