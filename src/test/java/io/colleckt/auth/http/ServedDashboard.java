package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;

import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The dashboard as a running service of its own serves it. */
final class ServedDashboard implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final RedisProcess redis = new RedisProcess();
  private final RunningNode node;
  final DashboardFiles files;

  /** The address below which its files are. */
  final String root;

  ServedDashboard() throws Exception {
    node = RunningNode.on(Stores.shared().freshDatabase(), redis.url());
    files = await(DashboardFiles.read(node.node().vertx()));
    root = "/dashboard/" + files.hash() + "/";
  }

  int port() {
    return node.node().httpPort();
  }

  HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return call("GET", path, headers);
  }

  HttpResponse<byte[]> call(String method, String path, String... headers) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(
        request.method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray());
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    node.close();
    redis.close();
  }
}
