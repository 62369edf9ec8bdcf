package io.colleckt.auth.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Stands in front of everything: sends checks the short way and all else to the router, and ends
 * the wait for a body that does not come. What is not clean HTTP never gets here, see {@link
 * RequestDecoder}. Once the server stops it says with each answer that it is the last. Used on one
 * event loop.
 */
final class Guard implements Handler<HttpServerRequest> {
  private final Vertx vertx;
  private final long bodyMillis;
  private final Connections connections;
  private final Handler<HttpServerRequest> checks;
  private final Handler<HttpServerRequest> management;

  Guard(Vertx vertx, ServerLimits limits, Connections connections, Site site) {
    this.vertx = vertx;
    this.bodyMillis = limits.body().toMillis();
    this.connections = connections;
    this.checks = site.checks();
    this.management = site.management();
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (connections.isLeaving()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    if (!request.method().equals(HttpMethod.GET) || !CheckRoutes.serves(request.path())) {
      handleAtLeisure(request);
    } else {
      checks.handle(request);
    }
  }

  private void handleAtLeisure(HttpServerRequest request) {
    if (BodyBytes.follow(request)) {
      long alarm = vertx.setTimer(bodyMillis, id -> ProtocolError.BODY_LATE.answer(request));
      request.end().onComplete(ended -> vertx.cancelTimer(alarm));
    }
    if (CheckRoutes.serves(request.path())) {
      checks.handle(request);
    } else if (RequestTarget.hasReadableQuery(request.uri())) {
      management.handle(request);
    } else {
      ProtocolError.MALFORMED.answer(request);
    }
  }
}
