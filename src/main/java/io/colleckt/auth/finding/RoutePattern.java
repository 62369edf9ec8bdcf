package io.colleckt.auth.finding;

import java.util.regex.Pattern;

/**
 * The route behind a path: segments that name one thing among many, such as numbers, UUIDs, long
 * hex or long random texts, become {@code {id}}.
 */
public final class RoutePattern {
  private static final String ID = "{id}";
  private static final int LONG_HEX = 12;
  private static final int LONG_TOKEN = 20;
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private RoutePattern() {}

  /** The path with its ids taken out. */
  public static String of(String path) {
    StringBuilder route = new StringBuilder(path.length());
    int begin = 0;
    while (begin <= path.length()) {
      int slash = path.indexOf('/', begin);
      int end = slash < 0 ? path.length() : slash;
      String segment = path.substring(begin, end);
      route.append(namesOne(segment) ? ID : segment);
      if (slash >= 0) {
        route.append('/');
      }
      begin = end + 1;
    }
    return route.toString();
  }

  /** Without a digit it is a word, however long. */
  private static boolean namesOne(String segment) {
    int digits = 0;
    int hex = 0;
    int plain = 0;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      digits += digit ? 1 : 0;
      hex += digit || (letter && (c | 0x20) <= 'f') ? 1 : 0;
      plain += digit || letter || "-_.~=:".indexOf(c) >= 0 ? 1 : 0;
    }
    int length = segment.length();
    return digits > 0
        && (digits == length
            || (hex == length && length >= LONG_HEX)
            || (plain == length && length >= LONG_TOKEN)
            || UUID.matcher(segment).matches());
  }
}
