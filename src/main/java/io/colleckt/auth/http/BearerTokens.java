package io.colleckt.auth.http;

import io.colleckt.auth.check.TokenAuthenticationProvider;
import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.ext.web.handler.SimpleAuthenticationHandler;
import java.util.List;

/**
 * Protects the routes of a vertx-web application that runs in the process of a node:
 *
 * <pre>{@code
 * var tokens = new TokenAuthenticationProvider(vertx.getOrCreateContext(), 0, "/orders-service");
 * router.route("/orders/*").handler(BearerTokens.required(tokens));
 * router.delete("/orders/:id").handler(BearerTokens.required(tokens, "orders:delete"));
 * }</pre>
 *
 * <p>The call is on record with its own method, path and address. The route goes on with the user
 * that the provider describes, whose abilities vertx-web's {@code AuthorizationHandler} understands
 * too. Whatever is refused fails the route with 401, 403, 429, or 503 in doubt, never with a wrong
 * one, and with the challenge of RFC 6750; the application's failure handler writes the body.
 */
public final class BearerTokens {
  private static final String CHALLENGE = "WWW-Authenticate";
  private static final String REALM = "Bearer realm=\"api\"";

  private BearerTokens() {}

  /** Lets live tokens in. */
  public static AuthenticationHandler required(TokenAuthenticationProvider tokens) {
    return required(tokens, "");
  }

  /** Lets live tokens in that have this ability. */
  public static AuthenticationHandler required(TokenAuthenticationProvider tokens, String ability) {
    return SimpleAuthenticationHandler.create()
        .authenticate(context -> user(context, tokens, ability));
  }

  private static Future<User> user(
      RoutingContext context, TokenAuthenticationProvider tokens, String ability) {
    List<String> headers = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() > 1) {
      return Future.failedFuture(new HttpException(400, "Two Authorization headers."));
    }
    String header = headers.isEmpty() ? null : headers.get(0);
    String token = BearerParser.tokenIn(header);
    return token == null
        ? refuse(context, 401, REALM)
        : tokens
            .verdictOn(token, ability, Callers.of(context))
            .compose(verdict -> user(context, verdict));
  }

  private static Future<User> user(RoutingContext context, Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      return Future.succeededFuture(TokenAuthenticationProvider.user(accepted.token()));
    }
    if (verdict instanceof Verdict.LacksAbility) {
      return refuse(context, 403, REALM + ", error=\"insufficient_scope\"");
    }
    if (verdict instanceof Verdict.RateLimited limited) {
      return later(context, 429, Math.max(1, limited.quota().waitSeconds()));
    }
    return verdict instanceof Verdict.Unavailable
        ? later(context, 503, 1)
        : refuse(context, 401, REALM + ", error=\"invalid_token\"");
  }

  private static Future<User> refuse(RoutingContext context, int status, String challenge) {
    context.response().putHeader(CHALLENGE, challenge);
    return Future.failedFuture(new HttpException(status));
  }

  private static Future<User> later(RoutingContext context, int status, long seconds) {
    context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    return Future.failedFuture(new HttpException(status));
  }
}
