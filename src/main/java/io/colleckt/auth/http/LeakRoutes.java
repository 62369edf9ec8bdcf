package io.colleckt.auth.http;

import io.colleckt.auth.account.Recorded;
import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.FairLane;
import io.colleckt.auth.bus.LeakAddresses;
import io.colleckt.auth.leak.Leak;
import io.colleckt.auth.leak.ReportLeak;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /v1/leaks}: whoever has found a token may report it. The answer is the same, and
 * comes after the same time, whatever it was: it thanks, and promises nothing. Who holds a token
 * and wants to know when it is dead asks {@code /v1/revoke}. Used on one event loop.
 */
final class LeakRoutes {
  static final String PATH = "/v1/leaks";

  /** Longer than a revocation takes, on all but the worst days. */
  private static final long ANSWER_MILLIS = 1000;

  private static final int AT_ONCE = 2;

  private final Leaks leaks;
  private final ClientAddress addresses;
  private final BodyContract contract;
  private final BodyLimit limit;
  private final FairLane<ReportLeak, Answer<Recorded>> lane;

  LeakRoutes(Door door, Leaks leaks, OpenAPIContract contract, EventBus bus) {
    this.leaks = leaks;
    this.addresses = door.addresses();
    Operation described = contract.operation("reportLeak");
    this.contract = BodyContract.of(described, contract.getSchemaRepository());
    this.limit = BodyLimit.of(described);
    this.lane = new FairLane<>(bus, LeakAddresses.REPORT, AT_ONCE);
  }

  void addTo(Router router) {
    Door.post(router, PATH, this::report);
  }

  private Future<Reply> report(RoutingContext context) {
    HttpServerRequest request = context.request();
    BodyContract.checkHeaders(request);
    return BodyBytes.of(request, limit).map(contract::read).compose(body -> report(context, body));
  }

  private Future<Reply> report(RoutingContext context, JsonObject body) {
    IpAddress from = addresses.of(context.request());
    Visitor reporter = new Visitor(from.toString(), Callers.userAgentOf(context.request()));
    Leak told = new Leak("anyone", "", body.getString("url", ""));
    Optional<ReportLeak> report = leaks.report(body.getString("token"), told, reporter);
    Future<?> dealt = report.isPresent() ? lane.ask(from, report.get()) : Future.succeededFuture();
    return Future.join(dealt, context.vertx().timer(ANSWER_MILLIS)).map(thanks());
  }

  private static Reply thanks() {
    String words = "Thank you. If this is a token of ours, it is being dealt with.";
    return new Reply(202, new JsonObject().put("message", words), Map.of());
  }
}
