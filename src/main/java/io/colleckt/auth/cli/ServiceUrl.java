package io.colleckt.auth.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where the service is that a command asks. */
public final class ServiceUrl {
  private static final String VARIABLE = "COLLECKT_URL";
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Where the service is; else COLLECKT_URL, else this machine at COLLECKT_HTTP_PORT, 8080"
              + " when absent.")
  private String url;

  /**
   * The address, without a path.
   *
   * @throws Failure when it is none
   */
  public URI of(Console console) {
    String port = console.variable("COLLECKT_HTTP_PORT").orElse("8080");
    String text = url != null ? url : console.variable(VARIABLE).orElse("http://127.0.0.1:" + port);
    URI address = parsed(text.strip());
    if ("http".equals(address.getScheme()) && !HERE.contains(address.getHost())) {
      console.note(
          "colleckt: " + address + " is not encrypted: whoever is on the way reads along.");
    }
    return address;
  }

  private static URI parsed(String text) {
    try {
      URI address = new URI(text.replaceAll("/$", ""));
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null && isBare(address)) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Said below, without a value that may hold a password.
    }
    throw new Failure(
        Exit.MISUSED,
        "The address of the service (--url or COLLECKT_URL) must be like"
            + " https://auth.example.com, with nothing after the host or port.");
  }

  private static boolean isBare(URI address) {
    return address.getPath().isEmpty()
        && address.getUserInfo() == null
        && address.getQuery() == null
        && address.getFragment() == null;
  }
}
