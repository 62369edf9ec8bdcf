package io.colleckt.auth.http;

/** What stands between method and version in a request line (RFC 9112, section 3.2). */
final class RequestTarget {
  private RequestTarget() {}

  /**
   * Whether it is a path or an absolute address, in visible ASCII, with correct percent-encoding in
   * the path and no encoded NUL there. The query is left alone: behind a gateway it is somebody
   * else's, and not ours to judge.
   */
  static boolean isAcceptable(String target) {
    if (!target.startsWith("/") && !isAbsolute(target)) {
      return false;
    }
    boolean inPath = true;
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
      if (c == '?') {
        inPath = false;
      } else if (c == '%' && inPath && !isEscape(target, i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the percent-encoding after the path is correct too. */
  static boolean hasReadableQuery(String target) {
    int percent = target.indexOf('%', Math.max(0, target.indexOf('?')));
    while (percent >= 0) {
      if (!isEscape(target, percent)) {
        return false;
      }
      percent = target.indexOf('%', percent + 1);
    }
    return true;
  }

  private static boolean isAbsolute(String target) {
    return target.regionMatches(true, 0, "http://", 0, 7)
        || target.regionMatches(true, 0, "https://", 0, 8);
  }

  private static boolean isEscape(String target, int percent) {
    if (percent + 2 >= target.length()) {
      return false;
    }
    int high = Character.digit(target.charAt(percent + 1), 16);
    int low = Character.digit(target.charAt(percent + 2), 16);
    return high >= 0 && low >= 0 && high + low > 0;
  }
}
