package io.colleckt.auth.http;

import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.token.BearerParser;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.EventBus;
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

  /** All that the service has to offer, for one event loop. */
  static Site of(
      Context context, Settings settings, ApiContract contract, DashboardFiles dashboard) {
    Router management = management(context, settings, contract.document());
    new DashboardRoutes(dashboard, new OwnOrigin(settings.http().publicUrl()).isSecure())
        .addTo(management);
    return new Site(checks(context, settings), management);
  }

  private static Handler<HttpServerRequest> checks(Context context, Settings settings) {
    return new CheckRoutes(
        new TokenChecks(context),
        new BearerParser(settings.importedTokenIdMax()),
        new ClientAddress(settings.http().trustedProxies()),
        new OwnToken(context.owner().eventBus()),
        new RefusalPace(context.owner()));
  }

  private static Router management(Context context, Settings settings, OpenAPIContract contract) {
    EventBus bus = context.owner().eventBus();
    ClientAddress addresses = new ClientAddress(settings.http().trustedProxies());
    SessionGate gate = new SessionGate(bus, addresses, settings.http().publicUrl());
    ManagementApi api = new ManagementApi(contract, gate::admit);
    new SessionRoutes(bus, gate).addTo(api);
    new MemberRoutes(bus, gate.own()).addTo(api);
    new WorkspaceRoutes(bus).addTo(api);
    new TokenRoutes(bus).addTo(api);
    Exports exports = new Exports(context.owner(), gate::isAlive, Exports.RECHECK);
    new AuditRoutes(bus, exports).addTo(api);
    new ActivityRoutes(bus).addTo(api);
    new ExportRoutes(bus, exports).addTo(api);
    new WebhookRoutes(bus, settings.webhookPrivateAddresses()).addTo(api);
    new TailRoutes(context.owner(), gate, TailTimes.DEFAULT).addTo(api);
    new FindingRoutes(bus).addTo(api);
    Router router = Router.router(context.owner());
    router.route().handler(new RequestId(addresses)::name);
    api.mount(router);
    ManagementFigures.begin(context.owner());
    return router;
  }
}
