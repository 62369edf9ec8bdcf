package io.colleckt.auth.persistence;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a database is, as JDBC wants it: the user and the password apart from the URL.
 *
 * @param url {@code jdbc:postgresql://host:port/database?parameters}, without credentials
 */
record JdbcAddress(String url, String user, String password) {
  private static final Pattern SECRET = Pattern.compile("(?i)(?<=pass(word)?=|pwd=)[^&]+");

  /**
   * Reads {@code postgresql://user:password@host:port/database?parameters}; user and password may
   * be percent-encoded (libpq, section 34.1.1.2), a plus sign stands for itself.
   *
   * @throws IllegalArgumentException when it is no such URL; the message never holds the password
   */
  static JdbcAddress of(String text) {
    return of(text, "postgres(ql)?", "postgresql");
  }

  /**
   * The same for another kind of database.
   *
   * @param schemes what the URL may begin with, as a pattern
   * @param driver what JDBC calls it
   */
  static JdbcAddress of(String text, String schemes, String driver) {
    URI uri = parse(text);
    String authority = uri.getRawAuthority();
    if (authority == null || uri.getScheme() == null || !uri.getScheme().matches(schemes)) {
      throw new IllegalArgumentException(
          "Not a URL of the form " + driver + "://user@host/database.");
    }
    int at = authority.lastIndexOf('@');
    String credentials = at < 0 ? "" : authority.substring(0, at);
    int colon = credentials.indexOf(':');
    String user = colon < 0 ? credentials : credentials.substring(0, colon);
    String password = colon < 0 ? "" : credentials.substring(colon + 1);
    String parameters = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String url =
        "jdbc:" + driver + "://" + authority.substring(at + 1) + uri.getRawPath() + parameters;
    return new JdbcAddress(url, decoded(user), decoded(password));
  }

  /** {@code host:port/database}, to be told. */
  String place() {
    return url.replaceFirst("^jdbc:[^/]*//", "").replaceFirst("[?].*", "");
  }

  /** What stands in its parameters for a password, as it is written there and as it is meant. */
  Stream<String> secrets() {
    return SECRET
        .matcher(url)
        .results()
        .map(MatchResult::group)
        .flatMap(secret -> Stream.of(secret, decoded(secret)));
  }

  private static URI parse(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      // The cause would print the whole URL, with its password.
      throw new IllegalArgumentException("Not a URL: percent-encode what is not plain.");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return url;
  }
}
