package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;

import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.token.Cidr;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The listening verticle on a free port, with handlers that tell who was asked, and how often. */
final class GuardedServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpVerticle verticle;

  GuardedServer() {
    this(request -> request.response().end("checked"));
  }

  GuardedServer(Handler<HttpServerRequest> checks) {
    Settings.Http settings = new Settings.Http("127.0.0.1", 0, Optional.empty(), List.<Cidr>of());
    Site site = new Site(counting(checks), counting(GuardedServer::echo));
    verticle = new HttpVerticle(settings, ServerLimits.DEFAULT, context -> site);
    await(vertx.deployVerticle(verticle));
  }

  int port() {
    return verticle.port();
  }

  /** How many requests came past the guard. */
  int asked() {
    return asked.get();
  }

  RawHttp.Received exchange(String request) throws IOException {
    return RawHttp.exchange(port(), request, PATIENCE);
  }

  private Handler<HttpServerRequest> counting(Handler<HttpServerRequest> handler) {
    return request -> {
      asked.incrementAndGet();
      handler.handle(request);
    };
  }

  private static void echo(HttpServerRequest request) {
    request.body().onSuccess(body -> request.response().end("managed " + body));
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
