package io.colleckt.auth.http;

import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.token.BearerParser;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/**
 * By what the doors of one event loop check tokens.
 *
 * @param addresses tells where a request comes from
 */
record Door(TokenChecks checks, BearerParser parser, ClientAddress addresses) {

  /** Serves POST at this path, and nothing else there. */
  static void post(Router router, String path, Function<RoutingContext, Future<Reply>> work) {
    router.post(path).handler(context -> handle(context, work));
    router
        .route(path)
        .handler(context -> Failures.methodNotAllowed("POST").sendTo(context.response()));
  }

  /** What is thrown is answered as well. */
  private static void handle(RoutingContext context, Function<RoutingContext, Future<Reply>> work) {
    Future.succeededFuture(context)
        .compose(work)
        .onComplete(answered -> ManagementApi.answer(context, answered));
  }
}
