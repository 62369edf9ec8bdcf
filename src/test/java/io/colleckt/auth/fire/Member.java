package io.colleckt.auth.fire;

import io.colleckt.auth.fire.Told.Asked;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A signed-in member, who changes tokens at any node. */
final class Member implements AutoCloseable {
  /** After so long he gives up, milliseconds. */
  private static final long PATIENCE_MILLIS = 5_000;

  /** A password is slow to check while all begins at once. */
  private static final long SIGN_IN_MILLIS = 30_000;

  private static final int CONNECTIONS = 32;

  private final HttpClient client;
  private final History history;
  private String cookie = "";
  private String csrfToken = "";
  private int workspaceId;

  Member(Vertx vertx, History history) {
    this.history = history;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  private record Answer(int status, String cookie, JsonObject body) {}

  /** Signs in; completes when that is done. */
  Future<Void> signIn(FireNode node, String email, String password) {
    JsonObject body = new JsonObject().put("email", email).put("password", password);
    return send(options(node, HttpMethod.POST, "/v1/session").setTimeout(SIGN_IN_MILLIS), body)
        .compose(
            answer -> {
              if (answer.status != 200) {
                return Future.failedFuture(answer.status + " " + answer.body.encode());
              }
              cookie = answer.cookie.split(";", 2)[0];
              csrfToken = answer.body.getString("csrf_token");
              workspaceId = answer.body.getJsonObject("workspace").getInteger("id");
              return Future.succeededFuture();
            });
  }

  /** Creates a token with every ability; completes with it, fails when that was not answered. */
  Future<FireToken> create(FireNode node) {
    JsonObject body = new JsonObject().put("name", "under fire");
    return change(node, Asked.CREATE, 0, HttpMethod.POST, "/v1/tokens", body)
        .compose(this::created);
  }

  Future<Told> revoke(FireNode node, FireToken token) {
    return change(node, Asked.REVOKE, token.id(), HttpMethod.DELETE, path(token), null);
  }

  Future<Told> pause(FireNode node, FireToken token) {
    JsonObject body = new JsonObject().put("paused", true);
    return change(node, Asked.PAUSE, token.id(), HttpMethod.PATCH, path(token), body);
  }

  Future<Told> resume(FireNode node, FireToken token) {
    JsonObject body = new JsonObject().put("paused", false);
    return change(node, Asked.RESUME, token.id(), HttpMethod.PATCH, path(token), body);
  }

  /** Takes all abilities from it but one, which is not {@link FireToken#ABILITY}. */
  Future<Told> narrow(FireNode node, FireToken token) {
    JsonObject body = new JsonObject().put("abilities", new JsonArray().add("orders:read"));
    return change(node, Asked.NARROW, token.id(), HttpMethod.PATCH, path(token), body);
  }

  /** Replaces it at once, without grace; completes with the new one. */
  Future<FireToken> rotate(FireNode node, FireToken token) {
    JsonObject body = new JsonObject().put("grace_hours", 0);
    return change(node, Asked.ROTATE, token.id(), HttpMethod.POST, path(token) + "/rotate", body)
        .compose(this::created);
  }

  private Future<FireToken> created(Told told) {
    if (told.status() != 201) {
      return Future.failedFuture("Not created: " + told.status());
    }
    JsonObject token = told.answer().getJsonObject("token");
    return Future.succeededFuture(
        new FireToken(
            token.getLong("id"), workspaceId, told.answer().getString("plain_text_token")));
  }

  private static String path(FireToken token) {
    return "/v1/tokens/" + token.id();
  }

  private Future<Told> change(
      FireNode node, Asked asked, long tokenId, HttpMethod method, String path, JsonObject body) {
    long startNanos = System.nanoTime();
    return send(options(node, method, path), body)
        .otherwise(new Answer(0, "", new JsonObject()))
        .map(
            answer ->
                new Told(
                    asked,
                    tokenId,
                    node.number(),
                    "",
                    startNanos,
                    System.nanoTime(),
                    answer.status,
                    answer.body))
        .onSuccess(history::add);
  }

  private RequestOptions options(FireNode node, HttpMethod method, String path) {
    return new RequestOptions()
        .setMethod(method)
        .setHost("127.0.0.1")
        .setPort(node.port())
        .setURI(path)
        .setConnectTimeout(PATIENCE_MILLIS)
        .setTimeout(PATIENCE_MILLIS)
        .putHeader("Cookie", cookie)
        .putHeader("X-CSRF-Token", csrfToken);
  }

  private Future<Answer> send(RequestOptions options, JsonObject body) {
    return client.request(options).compose(request -> send(request, body)).compose(Member::answer);
  }

  private static Future<HttpClientResponse> send(HttpClientRequest request, JsonObject body) {
    if (body == null) {
      return request.send();
    }
    request.putHeader("Content-Type", "application/json");
    return request.send(body.toBuffer());
  }

  private static Future<Answer> answer(HttpClientResponse response) {
    return response
        .body()
        .map(
            body ->
                new Answer(
                    response.statusCode(),
                    String.valueOf(response.getHeader("Set-Cookie")),
                    body.length() == 0 ? new JsonObject() : new JsonObject(body)));
  }

  @Override
  public void close() {
    client.close();
  }
}
