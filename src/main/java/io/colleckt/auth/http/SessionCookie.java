package io.colleckt.auth.http;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The session's id, as browsers carry it, and the token that follows from it. Over https the cookie
 * has the {@code __Host-} name, so that no other host and no plain connection can set it (RFC 6265
 * bis, section 4.1.3.2).
 *
 * @param secure whether browsers reach the service by https
 */
record SessionCookie(boolean secure) {
  private static final String NAME = "colleckt_session";
  private static final int ID_BYTES = 32;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new id, session's or invitation's: 256 random bits in base64url. */
  static String draw() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return text(bytes);
  }

  /**
   * What a page must send along to change something. It follows from the id, which a foreign page
   * cannot read, and not from what is stored of the id, so nothing more needs to be stored.
   */
  static String csrfToken(String id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return text(digest.digest(("csrf token of " + id).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  /** The id in a request; none when it is malformed or stands there more than once. */
  Optional<String> idIn(HttpServerRequest request) {
    String start = name() + "=";
    List<String> values =
        request.headers().getAll("Cookie").stream()
            .flatMap(header -> Stream.of(header.split(";", -1)))
            .map(String::strip)
            .filter(pair -> pair.startsWith(start))
            .map(pair -> pair.substring(start.length()))
            .toList();
    return values.size() == 1 && ID.matcher(values.get(0)).matches()
        ? Optional.of(values.get(0))
        : Optional.empty();
  }

  /** The {@code Set-Cookie} that begins a session. It lasts until the browser is closed. */
  String of(String id) {
    return name() + "=" + id + attributes();
  }

  /** The {@code Set-Cookie} that takes it away. */
  String cleared() {
    return name() + "=" + attributes() + "; Max-Age=0";
  }

  String name() {
    return secure ? "__Host-" + NAME : NAME;
  }

  private String attributes() {
    return "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
