package io.colleckt.auth.finding;

import java.util.List;

/** What kind of client a user agent names, whatever its version. */
public final class UserAgentFamily {
  private static final int LONGEST = 64;
  static final String NONE = "none";
  private static final String MOZILLA = "Mozilla";

  /** Most browsers also claim to be others, so the most special one stands first. */
  private static final List<String> BROWSERS =
      List.of("Edg", "OPR", "SamsungBrowser", "Firefox", "FxiOS", "CriOS", "Chrome", "Safari");

  private static final String BOT = "compatible; ";

  private UserAgentFamily() {}

  /** For example {@code curl}, {@code python-requests}, {@code Mozilla/Chrome}, {@code none}. */
  public static String of(String userAgent) {
    String product = product(userAgent, 0);
    return product.equals(MOZILLA) ? browser(userAgent) : product;
  }

  private static String browser(String userAgent) {
    int bot = userAgent.indexOf(BOT);
    if (bot >= 0) {
      return MOZILLA + "/" + product(userAgent, bot + BOT.length());
    }
    for (String name : BROWSERS) {
      if (userAgent.contains(name + "/")) {
        return MOZILLA + "/" + name;
      }
    }
    return MOZILLA;
  }

  /** The product token of RFC 9110 section 10.1.5 that begins there. */
  private static String product(String userAgent, int begin) {
    int end = begin;
    while (end < userAgent.length() && "/ (;,".indexOf(userAgent.charAt(end)) < 0) {
      end++;
    }
    return end == begin ? NONE : userAgent.substring(begin, Math.min(end, begin + LONGEST));
  }
}
