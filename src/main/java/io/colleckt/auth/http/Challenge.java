package io.colleckt.auth.http;

import io.colleckt.auth.token.BearerParser;
import java.util.Locale;

/** How a refused caller is asked to come back: by the scheme that it used (RFC 9110, 11.6.1). */
enum Challenge {
  /** No token was presented: no {@code error} (RFC 6750 section 3.1). */
  NO_TOKEN("Bearer realm=\"api\"", "Bearer realm=\"api\", error=\"insufficient_scope\""),
  BEARER(
      "Bearer realm=\"api\", error=\"invalid_token\"",
      "Bearer realm=\"api\", error=\"insufficient_scope\""),
  BASIC("Basic realm=\"api\"", "Basic realm=\"api\"");

  private static final String HEADER = "WWW-Authenticate";

  private final String invalid;
  private final String insufficient;

  Challenge(String invalid, String insufficient) {
    this.invalid = invalid;
    this.insufficient = insufficient;
  }

  /** The challenge to whoever sent this {@code Authorization} header; null = none was sent. */
  static Challenge to(String header) {
    if (BearerParser.presentsToken(header)) {
      return BEARER;
    }
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(ClientCredentials.SCHEME)
        ? BASIC
        : NO_TOKEN;
  }

  /** {@code 401}, the body as everywhere. */
  Reply unauthenticated() {
    return Failures.unauthenticated().with(HEADER, invalid);
  }

  /** {@code 403}: this token may not do that. */
  Reply lacksAbility() {
    return Failures.forbidden("Invalid ability provided.").with(HEADER, insufficient);
  }
}
