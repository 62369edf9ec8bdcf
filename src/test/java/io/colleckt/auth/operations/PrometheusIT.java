package io.colleckt.auth.operations;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.TestToken;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real Prometheus scrapes a node at work, and is asked all that the files in conf ask. */
class PrometheusIT {
  private static final long PATIENCE_MILLIS = 60_000;

  /** They show nothing while all is well. */
  private static final Set<String> EMPTY_WHEN_WELL = Set.of("In trouble, A");

  private static RedisProcess redis;
  private static RunningNode node;
  private static Prometheus prometheus;

  @BeforeAll
  static void start() throws Exception {
    Database database = Stores.shared().freshDatabase();
    redis = new RedisProcess();
    node = RunningNode.on(database, redis.url());
    prometheus = new Prometheus(node.node().opsPort());
    System.gc(); // so that there is a pause to tell of
    TestToken token = TestToken.insert(database);
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> isSeenAtWork(token)))
        .as("Prometheus sees the node at work")
        .isTrue();
  }

  @AfterAll
  static void stop() throws Exception {
    prometheus.close();
    node.close();
    redis.close();
  }

  @Test
  void everyQueryOfTheDashboardHasData() throws Exception {
    for (Map.Entry<String, String> query : Questions.ofDashboard().entrySet()) {
      String expression = query.getValue().replace("$__rate_interval", "30s");
      if (EMPTY_WHEN_WELL.contains(query.getKey())) {
        prometheus.ask(expression);
      } else {
        assertThat(prometheus.ask(expression)).as(query.getKey()).isNotEmpty();
      }
    }
  }

  /** Its left side must have data: what is compared with nothing never fires. */
  @Test
  void everyAlertCanBeWorkedOut() throws Exception {
    for (Map.Entry<String, String> alert : Questions.ofAlerts().entrySet()) {
      prometheus.ask(alert.getValue());
      String compared =
          alert.getValue().replaceFirst(" (>|==) [0-9.]+$", "").replaceAll(" > [01]\\)", ")");
      assertThat(prometheus.ask(compared)).as(alert.getKey()).isNotEmpty();
    }
  }

  @Test
  void everyRuleIsUnderstoodAndSaysWhatToDo() throws Exception {
    assertThat(prometheus.rules())
        .hasSameSizeAs(Questions.ofAlerts().keySet())
        .allMatch(rule -> Set.of("ok", "unknown").contains(rule.getString("health")))
        .allMatch(rule -> rule.getJsonObject("annotations").getString("summary") != null)
        .allMatch(rule -> rule.getJsonObject("annotations").getString("runbook") != null);
  }

  @Test
  void whatItCountsIsWhatWasDone() throws Exception {
    assertThat(prometheus.holds("sum(colleckt_checks_total{outcome=\"accepted\"}) > 0")).isTrue();
    assertThat(prometheus.holds("colleckt_drained_calls_total > 0")).isTrue();
    String up = "colleckt_redis_up == 1 and colleckt_postgres_up == 1";
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> prometheus.holds(up))).isTrue();
  }

  private static boolean isSeenAtWork(TestToken token) throws Exception {
    await(node.check(token));
    return prometheus.holds("rate(colleckt_drained_calls_total[30s]) > 0")
        && prometheus.holds("count(rate(jvm_gc_pause_seconds_sum[30s])) > 0")
        && prometheus.holds("count_over_time(up[1m]) >= 6");
  }
}
