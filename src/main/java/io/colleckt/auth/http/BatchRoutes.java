package io.colleckt.auth.http;

import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.Deadline;
import io.colleckt.auth.token.LiveToken;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Optional;

/**
 * {@code POST /v1/introspect/batch}: a thousand tokens in one call, for callers that may
 * introspect. Each gets a check of its own, on record as this call, and one answer, in order. Its
 * address is not below {@code /v1/verify}, since every path there is some API's own when Envoy
 * asks. Used on one event loop.
 */
final class BatchRoutes {
  static final String PATH = "/v1/introspect/batch";

  /** Each has at most {@link BatchCheck#AT_ONCE} checks waiting before those of others. */
  private static final int BATCHES_AT_ONCE = 4;

  private final TokenChecks checks;
  private final BearerParser parser;
  private final CallerGate gate;
  private final PresentedFrom from;
  private final IntrospectionJson json;
  private final BodyContract contract;
  private final BodyLimit limit;
  private int underWay;

  BatchRoutes(Door door, OpenAPIContract contract, IntrospectionJson json) {
    this.checks = door.checks();
    this.parser = door.parser();
    this.gate = new CallerGate(door);
    this.from = new PresentedFrom(door.addresses(), why -> Failures.invalid("tokens", why));
    this.json = json;
    Operation described = contract.operation("introspectBatch");
    this.contract = BodyContract.of(described, contract.getSchemaRepository());
    this.limit = BodyLimit.of(described);
  }

  void addTo(Router router) {
    Door.post(router, PATH, this::introspect);
  }

  /** The body is large, so that it is taken from those only who may ask. */
  private Future<Reply> introspect(RoutingContext context) {
    HttpServerRequest request = context.request();
    CallerGate.Presented presented = gate.presented(request);
    BodyContract.checkHeaders(request);
    request.pause();
    long askedNanos = System.nanoTime();
    return gate.admit(request, presented)
        .compose(
            caller ->
                BodyBytes.of(request, limit)
                    .compose(bytes -> judge(request, bytes, caller, presented, askedNanos)));
  }

  /** A body may take its time: a verdict that has grown old meanwhile is asked for again. */
  private Future<Reply> judge(
      HttpServerRequest request,
      Buffer bytes,
      LiveToken caller,
      CallerGate.Presented presented,
      long askedNanos) {
    return Deadline.isStale(System.nanoTime() - askedNanos)
        ? gate.admit(request, presented).compose(still -> judge(request, bytes, still))
        : judge(request, bytes, caller);
  }

  private Future<Reply> judge(HttpServerRequest request, Buffer bytes, LiveToken caller) {
    BatchCheck batch = read(request, contract.read(bytes), caller);
    if (underWay == BATCHES_AT_ONCE) {
      return Future.failedFuture(new Refused(Failures.unavailable()));
    }
    underWay++;
    return batch.answers().map(BatchRoutes::reply).onComplete(done -> underWay--);
  }

  private BatchCheck read(HttpServerRequest request, JsonObject body, LiveToken caller) {
    BatchCheck batch = new BatchCheck(checks, json, caller.workspaceId());
    Check.Caller usual = from.call(request, Optional.empty());
    for (Object item : body.getJsonArray("tokens")) {
      JsonObject token = (JsonObject) item;
      String clientIp = token.getString(PresentedFrom.PARAMETER);
      Check.Caller client = clientIp == null ? usual : from.call(request, Optional.of(clientIp));
      batch.add(parser.parseToken(token.getString("token")), client);
    }
    return batch;
  }

  private static Reply reply(JsonArray answers) {
    return Reply.ok(new JsonObject().put("data", answers));
  }
}
