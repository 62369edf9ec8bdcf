package io.colleckt.auth.http;

import io.colleckt.auth.token.LiveToken;
import io.colleckt.auth.token.TokenRecord;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * The headers that tell who an accepted token is. Those of tokens that were seen lately are kept as
 * they are written to the wire: what is remembered is how a token looks, never what was decided
 * about it. Used on one event loop.
 */
final class AcceptedHeaders {
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence NOTHING = HttpHeaders.createOptimized("0");
  private static final CharSequence TOKEN_ID = HttpHeaders.createOptimized("X-Token-Id");
  private static final CharSequence WORKSPACE_ID = HttpHeaders.createOptimized("X-Workspace-Id");
  private static final CharSequence ENVIRONMENT =
      HttpHeaders.createOptimized("X-Token-Environment");
  private static final CharSequence ABILITIES = HttpHeaders.createOptimized("X-Token-Abilities");
  private static final CharSequence EXPIRES_AT = HttpHeaders.createOptimized("X-Token-Expires-At");

  /** A power of two. */
  private static final int REMEMBERED = 4096;

  private final LiveToken[] tokens = new LiveToken[REMEMBERED];
  private final MultiMap[] headers = new MultiMap[REMEMBERED];

  /** Sets the headers of an answer without a body. */
  void set(HttpServerResponse response, LiveToken token) {
    int place = (int) token.id() & (REMEMBERED - 1);
    if (!token.equals(tokens[place])) {
      tokens[place] = token;
      headers[place] = null;
      put(response.headers(), token);
    } else {
      response.headers().setAll(remembered(place));
    }
  }

  /** Made at the second sight: a token that is seen once costs nothing here. */
  private MultiMap remembered(int place) {
    if (headers[place] == null) {
      MultiMap made = HttpHeaders.headers();
      put(made, tokens[place]);
      headers[place] = made.copy(false);
    }
    return headers[place];
  }

  private static void put(MultiMap headers, LiveToken token) {
    headers
        .set(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .set(TOKEN_ID, Long.toString(token.id()))
        .set(WORKSPACE_ID, Integer.toString(token.workspaceId()))
        .set(ENVIRONMENT, token.environment().label())
        .set(ABILITIES, token.abilities());
    if (token.expiresAtMillis() != TokenRecord.NEVER) {
      headers.set(EXPIRES_AT, IsoInstant.format(token.expiresAtMillis()));
    }
    headers.set(HttpHeaders.CONTENT_LENGTH, NOTHING);
  }
}
