package io.colleckt.auth.token;

/**
 * What is left of a token's rate limit after a check, as the {@code RateLimit} header fields tell
 * it (draft-ietf-httpapi-ratelimit-headers).
 *
 * @param limit the limit that applies
 * @param remaining calls that would be accepted right now
 * @param waitMillis milliseconds until the next call is accepted; 0 when it would be right now
 * @param wholeMillis milliseconds until the quota is whole again, if nobody calls
 */
public record Quota(RateLimit limit, int remaining, long waitMillis, long wholeMillis) {
  /** {@link #waitMillis} in whole seconds, rounded up. */
  public long waitSeconds() {
    return (waitMillis + 999) / 1000;
  }

  /** {@link #wholeMillis} in whole seconds, rounded up. */
  public long wholeSeconds() {
    return (wholeMillis + 999) / 1000;
  }
}
