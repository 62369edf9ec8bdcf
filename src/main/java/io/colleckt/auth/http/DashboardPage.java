package io.colleckt.auth.http;

import java.nio.charset.StandardCharsets;

/**
 * The one HTML page of the dashboard, which all its addresses show. A browser runs no inline script
 * of it but the import map.
 *
 * @param policy the value of {@code Content-Security-Policy}
 */
record DashboardPage(DashboardFile html, String policy) {
  private static final String OPENING = "<script type=\"importmap\">";
  private static final String CLOSING = "</script>";
  private static final String SCRIPTLESS =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  /**
   * Fills in the template.
   *
   * @param hash what {@code {{hash}}} stands for
   * @throws IllegalArgumentException when it does not have exactly one import map
   */
  static DashboardPage of(String template, String hash) {
    String html = template.replace("{{hash}}", hash);
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    byte[] importMap = importMap(html).getBytes(StandardCharsets.UTF_8);
    String policy = policy(ContentHash.of(importMap).source());
    return new DashboardPage(DashboardFile.of("index.html", bytes), policy);
  }

  /**
   * A page that runs nothing and sends nothing.
   *
   * @param hash what {@code {{hash}}} stands for
   */
  static DashboardPage scriptless(String template, String hash) {
    byte[] bytes = template.replace("{{hash}}", hash).getBytes(StandardCharsets.UTF_8);
    return new DashboardPage(DashboardFile.of("docs.html", bytes), SCRIPTLESS);
  }

  /** To the last blank: that is what a browser hashes. It reads CR as LF, so there may be none. */
  private static String importMap(String html) {
    int begin = html.indexOf(OPENING) + OPENING.length();
    int end = html.indexOf(CLOSING, begin);
    boolean one = begin >= OPENING.length() && html.indexOf(OPENING, begin) < 0;
    if (!one || end < 0 || html.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(
          "The page must have exactly one " + OPENING + ", and no carriage return.");
    }
    return html.substring(begin, end);
  }

  private static String policy(String importMap) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' " + importMap,
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'");
  }
}
