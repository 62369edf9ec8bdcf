package io.colleckt.auth.token;

/** How a request for a token ended. */
public sealed interface Issuance {

  /** The token exists now. */
  record Issued(Token token) implements Issuance {}

  /** The same idempotency key has made this token before; nothing was made. */
  record Repeated(long tokenId) implements Issuance {}
}
