package io.colleckt.auth.operations;

import io.colleckt.auth.testing.RunningNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node tells Prometheus.
 *
 * @param series each with its value; the name of a series is as it stands in the text
 */
record Scrape(Map<String, Double> series) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Asks it. */
  static Scrape of(RunningNode node) throws IOException, InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:" + node.node().opsPort() + "/metrics");
    HttpResponse<String> told =
        CLIENT.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());
    Map<String, Double> series = new LinkedHashMap<>();
    told.body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> series.put(before(line), Double.valueOf(after(line))));
    return new Scrape(series);
  }

  /** The value of one; NaN when it is not told. */
  double value(String name) {
    return series.getOrDefault(name, Double.NaN);
  }

  /** What is told of checks that ended so. */
  double checks(String outcome, String source) {
    return value("colleckt_checks_total{outcome=\"%s\",source=\"%s\"}".formatted(outcome, source));
  }

  /** All series, apart from those that the garbage collector adds at its first turns. */
  Set<String> names() {
    return series.keySet().stream()
        .filter(name -> !name.startsWith("jvm_gc"))
        .collect(Collectors.toSet());
  }

  /** The names without labels. */
  Set<String> metrics() {
    return series.keySet().stream()
        .map(name -> name.replaceFirst("\\{.*", ""))
        .collect(Collectors.toSet());
  }

  private static String before(String line) {
    return line.substring(0, line.lastIndexOf(' '));
  }

  private static String after(String line) {
    return line.substring(line.lastIndexOf(' ') + 1).replace("Inf", "Infinity");
  }
}
