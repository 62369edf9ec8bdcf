package io.colleckt.auth.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;

/** The limit: one event loop of Vert.x that answers 204 to everything. Takes its port. */
final class BareServer {
  private BareServer() {}

  public static void main(String[] args) {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(1);
    options.setPreferNativeTransport(true);
    Vertx.vertx(options)
        .createHttpServer()
        .requestHandler(BareServer::answer)
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static void answer(HttpServerRequest request) {
    request.response().setStatusCode(204).end();
  }
}
