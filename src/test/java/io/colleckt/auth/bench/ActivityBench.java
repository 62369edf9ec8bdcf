package io.colleckt.auth.bench;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.RedisProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the questions of the dashboard take when the activity log is full, asked over HTTP of a
 * node with 256 MB of heap; then how fast an export is, and how large that node's heap becomes. The
 * plans of all statements, as Postgres ran them, go into {@code target/activity-plans.log}. Chosen
 * by {@code -Dbench="rows=50000000 asks=20 export=10000000"}: those are the defaults; 50 million
 * rows take some 10 GB of disk.
 */
final class ActivityBench {
  private static final Path PLANS = Path.of("target", "activity-plans.log");

  private final PostgresProcess postgres;
  private final RedisProcess redis;
  private final Database database;
  private final int asks;

  private ActivityBench(PostgresProcess postgres, RedisProcess redis, int asks) {
    this.postgres = postgres;
    this.redis = redis;
    this.database = new Database(postgres.databaseUrl(), postgres.migrationUrl());
    this.asks = asks;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> chosen = new TreeMap<>();
    chosen.put("rows", "50000000");
    chosen.put("asks", "20");
    chosen.put("export", "10000000");
    Plan.choose(chosen, String.join(" ", args));
    try (PostgresProcess postgres = new PostgresProcess();
        RedisProcess redis = new RedisProcess()) {
      System.out.println(Report.machine());
      int asks = Integer.parseInt(chosen.get("asks"));
      ActivityBench bench = new ActivityBench(postgres, redis, asks);
      bench.run(Long.parseLong(chosen.get("rows")), Long.parseLong(chosen.get("export")));
    }
  }

  private void run(long rows, long export) throws Exception {
    try (JavaProcess node = node()) {
      int workspaceId = workspaceId();
      ActivitySupply supply = new ActivitySupply(database, workspaceId);
      supply.fill(rows);
      supply.vacuum();
      sizes();
      ask(node, true);
      if (export > 0) {
        new ExportMeasure(node).run(export);
      }
    }
    Path log = postgres.explainEverything();
    long before = Files.size(log);
    try (JavaProcess node = node()) {
      ask(node, false);
    }
    byte[] all = Files.readAllBytes(log);
    Files.write(PLANS, Arrays.copyOfRange(all, (int) before, all.length));
    print("plans: %s%n", PLANS);
  }

  private JavaProcess node() throws Exception {
    return JavaProcess.node(database, redis.url(), 1, Map.of());
  }

  /** That of the owner, whom the first start makes soon after the port is open. */
  private int workspaceId() throws Exception {
    String sql = "select workspace_id from memberships order by 1 limit 1";
    Await.becomesTrue(60_000, () -> !database.rows(sql).isEmpty());
    return Integer.parseInt(database.rows(sql).get(0));
  }

  private void sizes() {
    String sql =
        """
        select pg_size_pretty(sum(pg_total_relation_size(inhrelid))), round(sum(pg_total_relation_size(inhrelid)) /
          (select count(*) from activity)) from pg_inherits where inhparent = 'activity'::regclass
        """;
    print("size and bytes a row: %s%n", database.rows(sql).get(0));
  }

  private void ask(JavaProcess node, boolean measured) throws Exception {
    Dashboard dashboard = Dashboard.signIn(node.port(), "owner@test", JavaProcess.PASSWORD);
    if (measured) {
      print("%n%-58s%10s%10s%10s%n", "", "median ms", "worst ms", "first ms");
    }
    for (String question : new ActivityQuestions(database).all()) {
      double first = millis(dashboard, question);
      double[] took = new double[measured ? asks : 0];
      for (int i = 0; i < took.length; i++) {
        took[i] = millis(dashboard, question);
      }
      if (measured) {
        Arrays.sort(took);
        print(
            "%-58s%10.1f%10.1f%10.1f%n",
            question.substring(question.indexOf('/', 1)), took[asks / 2], took[asks - 1], first);
      }
    }
  }

  private static double millis(Dashboard dashboard, String question) throws Exception {
    long start = System.nanoTime();
    HttpResponse<String> answer = dashboard.call("GET", question, null);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(question + ": " + answer.statusCode() + answer.body());
    }
    return (System.nanoTime() - start) / 1e6;
  }

  static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
