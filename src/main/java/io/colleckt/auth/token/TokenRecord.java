package io.colleckt.auth.token;

/**
 * What a check needs to know of a token: the row of the truth, or its copy in Redis.
 *
 * @param expiresAtMillis milliseconds since the epoch, or {@link #NEVER}
 * @param version raised by every change
 */
public record TokenRecord(
    long id,
    int workspaceId,
    Environment environment,
    SecretHash hash,
    long expiresAtMillis,
    TokenState state,
    int version,
    Grant grant) {

  /** The expiry of a token without one. */
  public static final long NEVER = 0xffff_ffff_ffffL;
}
