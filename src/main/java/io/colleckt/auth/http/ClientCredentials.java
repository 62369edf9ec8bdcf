package io.colleckt.auth.http;

import io.colleckt.auth.token.BearerParser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * {@code Authorization: Basic} as OAuth clients send it (RFC 6749 section 2.3.1): the client id is
 * the id of a token, the client secret its plain text ({@code 12:12|…}). Both may be form-encoded,
 * as the RFC wants it, or not, as most clients do it: a token has no character that would read
 * differently.
 */
final class ClientCredentials {
  static final String SCHEME = "basic ";
  private static final int LONGEST = 512;

  private ClientCredentials() {}

  /** The token in a header of the Basic scheme, or null when there is none. */
  static BearerParser.Credential parse(String header, BearerParser parser) {
    String encoded = header.substring(SCHEME.length()).strip();
    if (encoded.length() > LONGEST) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
      return parts.length < 2 ? null : token(decoded(parts[0]), decoded(parts[1]), parser);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static BearerParser.Credential token(String id, String secret, BearerParser parser) {
    BearerParser.Credential credential = parser.parseToken(secret);
    boolean own = credential != null && id.equals(Long.toString(credential.id()));
    return own ? credential : null;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
