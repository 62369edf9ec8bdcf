package io.colleckt.auth.token;

import java.time.Instant;

/** A new token in place of an old one. */
public record Rotation(Token token, Previous previous) {

  /**
   * The old token.
   *
   * @param pending whether some node may still accept it for longer than {@code expiresAt} says,
   *     until Redis has confirmed the change
   */
  public record Previous(long id, Instant expiresAt, boolean pending) {}
}
