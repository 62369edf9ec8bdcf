package io.colleckt.auth.operations;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the files in {@code conf} ask Prometheus. */
final class Questions {
  static final Path SCRAPING = Path.of("conf", "prometheus", "prometheus.yml");
  static final Path RULES = Path.of("conf", "prometheus", "colleckt-auth.rules.yml");
  private static final Path DASHBOARD = Path.of("conf", "grafana", "colleckt-auth.json");

  private static final Pattern METRIC =
      Pattern.compile("\\b(?:colleckt|jvm|process|system)_[a-z0-9_]+");

  private static final Pattern EXPRESSION =
      Pattern.compile(
          "(?m)^      - alert: (\\w+)\n        expr: (?:>-\n)?((?:.+\n)+?)        \\w+:");

  private Questions() {}

  /** Every query of the dashboard, by panel and letter; over all nodes. */
  static Map<String, String> ofDashboard() throws IOException {
    Map<String, String> queries = new TreeMap<>();
    JsonArray panels = new JsonObject(Files.readString(DASHBOARD)).getJsonArray("panels");
    for (int i = 0; i < panels.size(); i++) {
      JsonObject panel = panels.getJsonObject(i);
      JsonArray targets = panel.getJsonArray("targets", new JsonArray());
      for (int j = 0; j < targets.size(); j++) {
        JsonObject target = targets.getJsonObject(j);
        String name = panel.getString("title") + ", " + target.getString("refId");
        queries.put(name, target.getString("expr").replace("$instance", ".*"));
      }
    }
    return queries;
  }

  /** The expression of every alert, by its name. */
  static Map<String, String> ofAlerts() throws IOException {
    Map<String, String> expressions = new TreeMap<>();
    EXPRESSION
        .matcher(Files.readString(RULES))
        .results()
        .forEach(found -> expressions.put(found.group(1), oneLine(found.group(2))));
    return expressions;
  }

  /** The names of metrics in these, of ours and of the JVM's. */
  static List<String> metricsIn(Iterable<String> queries) {
    List<String> names = new ArrayList<>();
    queries.forEach(
        query -> METRIC.matcher(query).results().map(MatchResult::group).forEach(names::add));
    return names;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
