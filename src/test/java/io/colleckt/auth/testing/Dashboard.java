package io.colleckt.auth.testing;

import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A signed-in member at the public API: what the dashboard in a browser sends. */
public final class Dashboard {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final String cookie;
  private final String csrfToken;

  private Dashboard(URI base, String cookie, String csrfToken) {
    this.base = base;
    this.cookie = cookie;
    this.csrfToken = csrfToken;
  }

  /** Signs in. */
  public static Dashboard signIn(RunningNode node, String email, String password) throws Exception {
    return signIn(node.node().httpPort(), email, password);
  }

  /** Signs in to the node at that port of this machine. */
  public static Dashboard signIn(int port, String email, String password) throws Exception {
    URI base = URI.create("http://127.0.0.1:" + port);
    JsonObject credentials = new JsonObject().put("email", email).put("password", password);
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/v1/session"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(credentials.encode()))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return new Dashboard(base, cookie, new JsonObject(response.body()).getString("csrf_token"));
  }

  /** {@code name=value} of the session. */
  String cookie() {
    return cookie;
  }

  /** Sends one call with the session's cookie and CSRF token. */
  public HttpResponse<String> call(String method, String path, JsonObject body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Cookie", cookie)
            .header("X-CSRF-Token", csrfToken);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(body.encode()));
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Asks for what may be long; to be read, and closed. */
  public InputStream open(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path)).header("Cookie", cookie).build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode());
    }
    return response.body();
  }

  /** Listens to events; {@code lastId} null = from now on. */
  public EventStream listen(String path, String lastId) throws Exception {
    return EventStream.open(base.resolve(path), cookie, lastId);
  }

  /** Creates a token; the answer holds the token and, this once, its plain text. */
  public JsonObject createToken(JsonObject body) throws Exception {
    HttpResponse<String> response = call("POST", "/v1/tokens", body);
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return new JsonObject(response.body());
  }

  /** Calls the API behind the service with a bearer token. */
  public HttpResponse<String> verify(String authorization) throws Exception {
    return verify(authorization, "");
  }

  /** The same, below the path of the check. */
  public HttpResponse<String> verify(String authorization, String path) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve("/v1/verify" + path)).timeout(PATIENCE);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
