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
    Door door =
        new Door(
            new TokenChecks(context),
            new BearerParser(settings.importedTokenIdMax()),
            new ClientAddress(settings.http().trustedProxies()));
    Router router = Router.router(context.owner());
    router.route().handler(new RequestId(door.addresses())::name);
    openDoors(router, door, context, settings, contract.document());
    serveMembers(router, door, context, settings, contract.document());
    boolean secure = new OwnOrigin(settings.http().publicUrl()).isSecure();
    DashboardPage reference = DashboardPage.scriptless(contract.reference(), dashboard.hash());
    new DashboardRoutes(dashboard, reference, secure).addTo(router);
    return new Site(checks(context, door), router);
  }

  private static Handler<HttpServerRequest> checks(Context context, Door door) {
    OwnToken ownToken = new OwnToken(context.owner().eventBus());
    return new CheckRoutes(door, ownToken, new RefusalPace(context.owner()));
  }

  private static void openDoors(
      Router router, Door door, Context context, Settings settings, OpenAPIContract contract) {
    EventBus bus = context.owner().eventBus();
    IntrospectionJson json = new IntrospectionJson(settings.http().publicUrl());
    new IntrospectionRoutes(door, new IssueTimes(bus), json).addTo(router);
    new BatchRoutes(door, contract, json).addTo(router);
    new RevocationRoutes(door, bus).addTo(router);
    Leaks leaks = new Leaks(door.parser(), settings.http().leaks().policy());
    new LeakRoutes(door, leaks, contract, bus).addTo(router);
    new GithubLeakRoutes(door, leaks, contract, context.owner()).addTo(router);
  }

  private static void serveMembers(
      Router router, Door door, Context context, Settings settings, OpenAPIContract contract) {
    EventBus bus = context.owner().eventBus();
    SessionGate gate = new SessionGate(bus, door.addresses(), settings.http().publicUrl());
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
    api.mount(router);
    ManagementFigures.begin(context.owner());
  }
}
