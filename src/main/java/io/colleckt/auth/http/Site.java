package io.colleckt.auth.http;

import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.token.BearerParser;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.OpenAPIContract;

/**
 * What one event loop serves.
 *
 * @param checks answers {@code /v1/verify}, whatever is below it, and {@code /v1/me}
 * @param management answers everything else: a router
 */
record Site(Handler<HttpServerRequest> checks, Handler<HttpServerRequest> management) {

  /** All that the service has to offer. Completes once the contract has been read and checked. */
  static Future<Site> of(Context context, Settings settings) {
    return ManagementApi.contract(context.owner())
        .map(contract -> new Site(checks(context, settings), management(context, contract)));
  }

  private static Handler<HttpServerRequest> checks(Context context, Settings settings) {
    return new CheckRoutes(
        new TokenChecks(context),
        new BearerParser(settings.importedTokenIdMax()),
        new ClientAddress(settings.http().trustedProxies()),
        new OwnToken(context.owner().eventBus()));
  }

  private static Router management(Context context, OpenAPIContract contract) {
    Vertx vertx = context.owner();
    Router router = Router.router(vertx);
    SessionGate gate = new SessionGate();
    ManagementApi api = new ManagementApi(contract, gate::admit);
    new TokenRoutes(vertx.eventBus()).addTo(api);
    api.mount(router);
    return router;
  }
}
