package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server with three operations of the contract that tell what reached them, or fail. A request
 * with any cookie is admitted.
 */
final class EchoServer {
  private static final Actor ACTOR = new Actor(3, "ada@example.com", 1, Role.OWNER, "::1", "");

  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private final int port;

  EchoServer() throws Exception {
    port = await(ManagementApi.contract(vertx).compose(this::listen));
  }

  void stop() throws Exception {
    await(vertx.close());
  }

  /** A request of a member. */
  HttpRequest<Buffer> request(HttpMethod method, String path) {
    return stranger(method, path).putHeader("Cookie", "session=1");
  }

  /** A request of nobody. */
  HttpRequest<Buffer> stranger(HttpMethod method, String path) {
    return client.request(method, port, "127.0.0.1", path);
  }

  HttpResponse<Buffer> get(String path) throws Exception {
    return await(request(HttpMethod.GET, path).send());
  }

  HttpResponse<Buffer> post(String body) throws Exception {
    return await(
        request(HttpMethod.POST, "/v1/tokens")
            .putHeader("Content-Type", "application/json")
            .sendBuffer(Buffer.buffer(body)));
  }

  private Future<Integer> listen(OpenAPIContract contract) {
    Router router = Router.router(vertx);
    new ManagementApi(contract, this::admit)
        .on("listTokens", EchoServer::echo)
        .on("createToken", EchoServer::echo)
        .on("readToken", EchoServer::fail)
        .mount(router);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .map(server -> server.actualPort());
  }

  private Future<Admission> admit(RoutingContext context) {
    if (context.request().getHeader("X-Barred") != null) {
      return Future.succeededFuture(new Admission.Barred("Foreign origin."));
    }
    return context.request().getHeader("Cookie") == null
        ? Future.succeededFuture(new Admission.NoSession())
        : vertx.timer(2, TimeUnit.MILLISECONDS).map(late -> new Admission.Admitted(ACTOR));
  }

  private static Future<Reply> echo(Request request) {
    JsonObject query = new JsonObject(request.query());
    return Future.succeededFuture(
        Reply.ok(new JsonObject().put("query", query).put("body", request.body())));
  }

  private static Future<Reply> fail(Request request) {
    if (request.id() == 503) {
      return Future.failedFuture(new TimeoutException("secret"));
    }
    throw new IllegalStateException("secret");
  }
}
