package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.await;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API that believes whoever comes: it leaves authentication to the proxy before it. */
final class Api implements AutoCloseable {
  /** One request, as it arrived. */
  record Seen(String method, String uri, MultiMap headers, String body) {}

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  Api() {
    server = vertx.createHttpServer().requestHandler(this::answer);
    await(server.listen(0, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  /** What came to this path, whatever its query. */
  List<Seen> seenAt(String path) {
    return seen.stream().filter(one -> one.uri.split("\\?", 2)[0].equals(path)).toList();
  }

  private void answer(HttpServerRequest request) {
    request.body().onSuccess(body -> note(request, body));
  }

  /** A status that no proxy and no service answers by itself. */
  private void note(HttpServerRequest request, Buffer body) {
    seen.add(new Seen(request.method().name(), request.uri(), request.headers(), body.toString()));
    request.response().setStatusCode(207).end("done");
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
