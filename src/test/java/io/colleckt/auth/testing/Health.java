package io.colleckt.auth.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** What a node says of itself at its operations port. */
public final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI ready;

  /**
   * @param port of the node's operations
   */
  public Health(int port) {
    ready = URI.create("http://127.0.0.1:" + port + "/health/ready");
  }

  /**
   * What {@code /health/ready} answers.
   *
   * @param status 0 = nothing
   * @param kinds of what is wrong
   */
  public record State(int status, List<String> kinds, String body) {}

  /** Asks. */
  public State ask() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new State(response.statusCode(), kinds(response.body()), response.body());
    } catch (IOException e) {
      return new State(0, List.of(), "");
    }
  }

  /** Whether it answers with that status and tells that kind of trouble. */
  public boolean says(int status, String kind) throws InterruptedException {
    State state = ask();
    return state.status == status && state.kinds.contains(kind);
  }

  private static List<String> kinds(String body) {
    return new JsonObject(body)
        .getJsonArray("troubles", new JsonArray()).stream()
            .map(trouble -> ((JsonObject) trouble).getString("kind"))
            .toList();
  }
}
