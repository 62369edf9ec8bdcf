package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Path;
import io.vertx.openapi.impl.Utils;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Serves the operations of the contract ({@code openapi.yaml}): admission first, then the request
 * is read and held against the contract, then the operation runs. A body may take its time, so that
 * whoever sends one is admitted again when it is there. Used on one event loop.
 */
final class ManagementApi {
  private static final long CLOSE_DELAY_MILLIS = 500;

  private final OpenAPIContract contract;
  private final Function<RoutingContext, Future<Admission>> gate;
  private final Map<String, Endpoint> endpoints = new HashMap<>();

  private record Endpoint(
      Operation operation,
      boolean open,
      ParameterContract parameters,
      BodyContract body,
      BodyLimit limit) {}

  /**
   * @param gate tells who asks: {@link SessionGate#admit}
   */
  ManagementApi(OpenAPIContract contract, Function<RoutingContext, Future<Admission>> gate) {
    this.contract = contract;
    this.gate = gate;
  }

  /** Reads the contract from the class path. Completes once it has been checked. */
  static Future<OpenAPIContract> contract(Vertx vertx) {
    return document(vertx).compose(document -> contract(vertx, document));
  }

  /** As above, of this document, which is left as it is. */
  static Future<OpenAPIContract> contract(Vertx vertx, JsonObject document) {
    return OpenAPIContract.from(vertx, withoutForms(document.copy()));
  }

  /** The whole document, as it is served. */
  static Future<JsonObject> document(Vertx vertx) {
    return Utils.readYamlOrJson(vertx, "openapi.yaml");
  }

  /** Vert.x knows no forms in a contract, so {@link FormBody} is what they are held against. */
  private static JsonObject withoutForms(JsonObject document) {
    for (Map.Entry<String, Object> path : document.getJsonObject("paths")) {
      JsonObject post = ((JsonObject) path.getValue()).getJsonObject("post");
      if (post != null && FormBody.isDescribedIn(post)) {
        post.remove("requestBody");
      }
    }
    return document;
  }

  /** Serves this operation to members with a session. */
  ManagementApi on(String operationId, Operation operation) {
    return serve(operationId, operation, false);
  }

  /** Serves this operation to anybody. */
  ManagementApi open(String operationId, Operation operation) {
    return serve(operationId, operation, true);
  }

  /** Adds the routes of all operations named so far, and the contract itself. */
  void mount(Router router) {
    router.get("/openapi.yaml").handler(ManagementApi::sendContract);
    for (Path path : contract.getPaths()) {
      mount(router, path);
    }
    Failures.install(router);
  }

  private ManagementApi serve(String operationId, Operation operation, boolean open) {
    io.vertx.openapi.contract.Operation described = contract.operation(operationId);
    if (described == null) {
      throw new IllegalArgumentException("The contract has no operation " + operationId + ".");
    }
    ParameterContract parameters =
        new ParameterContract(described.getParameters(), contract.getSchemaRepository());
    BodyContract body =
        described.getRequestBody() == null
            ? null
            : BodyContract.of(described, contract.getSchemaRepository());
    BodyLimit limit = BodyLimit.of(described);
    endpoints.put(operationId, new Endpoint(operation, open, parameters, body, limit));
    return this;
  }

  private void mount(Router router, Path path) {
    List<io.vertx.openapi.contract.Operation> served =
        path.getOperations().stream()
            .filter(operation -> endpoints.containsKey(operation.getOperationId()))
            .toList();
    if (served.isEmpty()) {
      return;
    }
    String route = path.getName().replaceAll("\\{([^}]+)}", ":$1");
    for (io.vertx.openapi.contract.Operation operation : served) {
      Endpoint endpoint = endpoints.get(operation.getOperationId());
      router.route(operation.getHttpMethod(), route).handler(context -> handle(context, endpoint));
    }
    String allowed =
        served.stream()
            .map(operation -> operation.getHttpMethod().name())
            .sorted()
            .collect(Collectors.joining(", "));
    router
        .route(route)
        .handler(context -> Failures.methodNotAllowed(allowed).sendTo(context.response()));
  }

  /** The whole way of a request. */
  private void handle(RoutingContext context, Endpoint endpoint) {
    context.request().pause();
    admission(context, endpoint)
        .compose(actor -> receive(context, endpoint, actor))
        .compose(endpoint.operation::handle)
        .onComplete(answered -> answer(context, answered));
  }

  /** Sends the reply, or what a failure is answered with. */
  static void answer(RoutingContext context, AsyncResult<Reply> answered) {
    if (answered.succeeded()) {
      send(context, answered.result());
    } else {
      fail(context, answered.cause());
    }
  }

  private Future<Actor> admission(RoutingContext context, Endpoint endpoint) {
    return endpoint.open
        ? Future.succeededFuture()
        : gate.apply(context).map(ManagementApi::admitted);
  }

  private static Actor admitted(Admission admission) {
    if (admission instanceof Admission.Admitted admitted) {
      return admitted.actor();
    }
    throw new Refused(
        admission instanceof Admission.Barred barred
            ? Failures.forbidden(barred.message())
            : Failures.unauthenticated());
  }

  private Future<Request> receive(RoutingContext context, Endpoint endpoint, Actor actor) {
    HttpServerRequest request = context.request();
    Map<String, Object> path = endpoint.parameters.readPath(context.pathParams());
    Map<String, Object> query = endpoint.parameters.readQuery(context.queryParams());
    if (endpoint.body != null) {
      BodyContract.checkHeaders(request);
    }
    Future<Buffer> body = BodyBytes.of(request, endpoint.limit);
    Future<Actor> now =
        BodyBytes.follow(request)
            ? body.compose(bytes -> admission(context, endpoint))
            : Future.succeededFuture(actor);
    return now.compose(by -> body.map(bytes -> body(endpoint, bytes)))
        .map(json -> new Request(context, now.result(), path, query, json));
  }

  private static JsonObject body(Endpoint endpoint, Buffer bytes) {
    return endpoint.body == null ? new JsonObject() : endpoint.body.read(bytes);
  }

  /** A connection that broke, or was answered because its body came too late, is no failure. */
  private static void fail(RoutingContext context, Throwable cause) {
    if (!isGone(context)) {
      send(context, RequestId.explain(context, cause));
    }
  }

  private static boolean isGone(RoutingContext context) {
    return context.response().ended() || context.response().closed();
  }

  private static void send(RoutingContext context, Reply reply) {
    if (isGone(context)) {
      return;
    }
    HttpConnection connection = context.request().connection();
    context.request().resume();
    if (reply.streamed() != null) {
      ServerLimits.keepOpen(connection);
      context.response().endHandler(whole -> connection.close());
    } else if (reply.headers().containsKey("Connection")) {
      context.vertx().setTimer(CLOSE_DELAY_MILLIS, id -> connection.close());
    }
    ManagementFigures.count(context.vertx(), reply.status());
    reply.sendTo(context.response());
  }

  private static void sendContract(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "application/yaml")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "no-cache")
        .sendFile("openapi.yaml");
  }
}
