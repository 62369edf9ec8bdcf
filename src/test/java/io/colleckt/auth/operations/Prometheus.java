package io.colleckt.auth.operations;

import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.TestDirectory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Prometheus on loopback, set up by the files in {@code conf}, but for one node at the port
 * of a test and twice a second. It goes when this JVM ends.
 */
final class Prometheus implements AutoCloseable {
  private static final String MISSING =
      "This test needs Prometheus: install it (Debian: apt-get install prometheus).";

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = JavaProcess.freePort();
  private final Process process;

  /**
   * Starts it.
   *
   * @param opsPort of the node
   */
  Prometheus(int opsPort) throws IOException {
    Path directory = Path.of("target", "prometheus").toAbsolutePath();
    TestDirectory.delete(directory);
    Files.createDirectories(directory);
    Files.copy(Questions.RULES, directory.resolve(Questions.RULES.getFileName()));
    Path scraping = directory.resolve("prometheus.yml");
    Files.writeString(
        scraping,
        Files.readString(Questions.SCRAPING)
            .replace("127.0.0.1:8081", "127.0.0.1:" + opsPort)
            .replaceAll("_interval: 15s", "_interval: 500ms"));
    process = start(directory, scraping);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  private Process start(Path directory, Path scraping) throws IOException {
    return new ProcessBuilder(
            program().toString(),
            "--config.file=" + scraping,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--log.level=warn")
        .redirectErrorStream(true)
        .redirectOutput(JavaProcess.log("prometheus").toFile())
        .start();
  }

  /** What an expression is now: a list of series, each with its value. Fails on any error. */
  JsonArray ask(String expression) throws IOException, InterruptedException {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return get("/api/v1/query?query=" + query).getJsonArray("result");
  }

  /** Whether it answers and the expression has a series that is not zero. */
  boolean holds(String expression) throws IOException, InterruptedException {
    try {
      return ask(expression).stream().anyMatch(one -> value(one) != 0);
    } catch (ConnectException e) {
      return false; // It does not listen yet.
    }
  }

  /** The rules, as it has understood them. */
  List<JsonObject> rules() throws IOException, InterruptedException {
    return get("/api/v1/rules").getJsonArray("groups").stream()
        .flatMap(group -> ((JsonObject) group).getJsonArray("rules").stream())
        .map(JsonObject.class::cast)
        .toList();
  }

  private JsonObject get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 == 5) {
      throw new ConnectException("It is not ready yet.");
    }
    JsonObject body = new JsonObject(answer.body());
    if (!"success".equals(body.getString("status"))) {
      throw new AssertionError(path + ": " + body);
    }
    return body.getJsonObject("data");
  }

  private static double value(Object series) {
    return Double.parseDouble(((JsonObject) series).getJsonArray("value").getString(1));
  }

  private static Path program() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(directory -> Path.of(directory, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(MISSING));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
