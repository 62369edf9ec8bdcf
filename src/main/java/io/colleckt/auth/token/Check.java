package io.colleckt.auth.token;

/**
 * One question "who is this?", after the plain text token has been parsed and hashed. The secret
 * itself goes no further than the parser.
 *
 * @param arrivedNanos {@link System#nanoTime()} at arrival; the deadline counts from here
 * @param ability the ability that the caller requires, or the empty string
 * @param caller who called what, for judging the address and for the activity log
 */
public record Check(long id, SecretHash hash, String ability, Caller caller, long arrivedNanos) {

  /**
   * The original request.
   *
   * @param address the client's, as far as trusted proxies tell it
   * @param method at most 16 characters of printable ASCII
   * @param path without the query string; at most 1,024 characters of printable ASCII
   * @param userAgent at most 255 characters of printable ASCII, or the empty string
   * @param browser whether a page in a browser made the call, by {@code Origin} or {@code
   *     Sec-Fetch-*}: its token may be exposed in client-side code
   */
  public record Caller(
      IpAddress address, String method, String path, String userAgent, boolean browser) {}
}
