package io.colleckt.auth.operations;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.TestToken;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a running node tells Prometheus, under traffic of all kinds. */
class MetricsIT {
  private static final long SOON_MILLIS = 30_000;

  private static Database database;
  private static RedisProcess redis;
  private static RunningNode node;

  @BeforeAll
  static void start() throws Exception {
    database = Stores.shared().freshDatabase();
    redis = new RedisProcess();
    node = RunningNode.on(database, redis.url());
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    redis.close();
  }

  @Test
  void everyAnswerIsCountedOnce() throws Exception {
    TestToken live = TestToken.insert(database);
    Scrape before = Scrape.of(node);
    Map<Integer, Integer> answers = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      answers.merge(check("/v1/verify", live.plainText()), 1, Integer::sum);
      answers.merge(check("/v1/verify?ability=tokens:x", live.plainText()), 1, Integer::sum);
      answers.merge(check("/v1/verify?abillity=x", live.plainText()), 1, Integer::sum);
      answers.merge(check("/v1/verify", "junk"), 1, Integer::sum);
    }
    Scrape after = Scrape.of(node);
    assertThat(more(before, after, "accepted")).isEqualTo(answers.getOrDefault(200, 0));
    assertThat(more(before, after, "ability")).isEqualTo(answers.getOrDefault(403, 0));
    assertThat(more(before, after, "misasked")).isEqualTo(answers.getOrDefault(422, 0));
    assertThat(more(before, after, "malformed")).isEqualTo(answers.getOrDefault(401, 0));
    assertThat(more(before, after, "unavailable") + more(before, after, "shed"))
        .isEqualTo(answers.getOrDefault(503, 0));
  }

  @Test
  void outcomesAndStoresHaveTheirNames() throws Exception {
    TestToken live = TestToken.insert(database);
    TestToken expired = TestToken.insert(database, "expires_at = now() - interval '1 day'");
    TestToken revoked = TestToken.insert(database, "state = 'revoked', revoked_at = now()");
    TestToken paused = TestToken.insert(database, "state = 'paused'");
    assertCounted("accepted", "postgres", () -> TestToken.insert(database).plainText());
    assertCounted("accepted", "redis", () -> live.plainText());
    assertCounted("wrong_secret", "redis", () -> live.id() + "|" + TestToken.randomSecret());
    assertCounted("expired", "redis", () -> expired.plainText());
    assertCounted("paused", "redis", () -> paused.plainText());
    assertCounted("revoked", "redis", () -> revoked.plainText());
    assertCounted("unknown", "postgres", () -> "999999|" + TestToken.randomSecret());
    assertCounted("malformed", "none", () -> "junk");
    assertCounted("missing", "none", () -> "");
  }

  @Test
  void noTrafficMakesASeriesOfItsOwn() throws Exception {
    check("/v1/verify", TestToken.insert(database).plainText());
    send("GET", "/nothing", "none");
    send("DELETE", "/v1/tokens/1", "none");
    Set<String> few = Scrape.of(node).names();
    for (TestToken token : TestToken.insert(database, 50, "expires_at = null")) {
      String hostile = "/v1/verify/canary-" + token.id() + "?ability=canary";
      send("GET", hostile, "Bearer " + token.plainText());
      send("CANARY", "/v1/verify", "Bearer " + token.plainText());
      send("GET", "/canary/" + token.id(), "Bearer " + token.plainText());
      send("DELETE", "/v1/tokens/" + token.id(), "none");
    }
    Set<String> many = new HashSet<>(Scrape.of(node).names());
    assertThat(many).noneMatch(name -> name.contains("canary")).isEqualTo(few);
    assertThat(many)
        .filteredOn(name -> name.startsWith("colleckt_"))
        .allMatch(name -> name.matches("[a-z_]+(\\{([a-z]+=\"[a-zA-Z0-9_.+-]+\",?)+})?"))
        .hasSizeLessThan(400);
  }

  @Test
  void whatPrometheusAndGrafanaAskForIsTold() throws Exception {
    System.gc(); // so that there is a pause to tell of
    await(node.check(TestToken.insert(database)));
    Set<String> told = Scrape.of(node).metrics();
    assertThat(Questions.ofAlerts()).hasSize(21);
    assertThat(told).containsAll(Questions.metricsIn(Questions.ofAlerts().values()));
    assertThat(told).containsAll(Questions.metricsIn(Questions.ofDashboard().values()));
  }

  @Test
  void whatIsPendingIsToldWithItsAge() throws Exception {
    TestToken token = TestToken.insert(database);
    database.execute(
        "insert into outbox (token_id, kind, version, leased_until, created_at) values (%d,"
                .formatted(token.id())
            + " 'tombstone', 1, now() + interval '1 hour', now() - interval '2 minutes')");
    assertThat(becomesTrue(SOON_MILLIS, () -> pending() == 1)).isTrue();
    assertThat(Scrape.of(node).value("colleckt_pending_oldest_seconds")).isBetween(119.0, 600.0);
    database.execute("update outbox set leased_until = now() where token_id = " + token.id());
    assertThat(becomesTrue(SOON_MILLIS, () -> pending() == 0)).isTrue();
  }

  @Test
  void drainedCallsAreCountedAndTheLagIsShort() throws Exception {
    double before = Scrape.of(node).value("colleckt_drained_calls_total");
    TestToken token = TestToken.insert(database);
    assertThat(becomesTrue(SOON_MILLIS, () -> await(node.check(token)) == 200)).isTrue();
    assertThat(
            becomesTrue(
                SOON_MILLIS, () -> Scrape.of(node).value("colleckt_drained_calls_total") > before))
        .isTrue();
    assertThat(
            becomesTrue(SOON_MILLIS, () -> Scrape.of(node).value("colleckt_drain_lag_seconds") < 1))
        .isTrue();
  }

  @Test
  void storesAreToldToBeWell() throws Exception {
    assertThat(becomesTrue(SOON_MILLIS, () -> isWell(Scrape.of(node)))).isTrue();
  }

  private static boolean isWell(Scrape scrape) {
    return scrape.value("colleckt_redis_up") == 1
        && scrape.value("colleckt_postgres_up") == 1
        && scrape.value("colleckt_redis_disagreement") == 0
        && Math.abs(scrape.value("colleckt_clock_skew_seconds")) < 0.5
        && scrape.value("colleckt_redis_memory_max_bytes") > 0;
  }

  private static double pending() throws Exception {
    return Scrape.of(node).value("colleckt_revocations_pending");
  }

  /** How many more checks ended so, whichever store told. */
  private static int more(Scrape before, Scrape after, String outcome) {
    double more = 0;
    for (String source : List.of("redis", "postgres", "none")) {
      double now = after.checks(outcome, source);
      more += Double.isNaN(now) ? 0 : now - before.checks(outcome, source);
    }
    return (int) more;
  }

  /** Sends that token until a check has ended so; on a busy machine some are in doubt. */
  private static void assertCounted(String outcome, String source, Supplier<String> token)
      throws Exception {
    double before = Scrape.of(node).checks(outcome, source);
    assertThat(becomesTrue(SOON_MILLIS, () -> rises(before, outcome, source, token)))
        .as(outcome + " by " + source)
        .isTrue();
  }

  private static boolean rises(double before, String outcome, String source, Supplier<String> token)
      throws Exception {
    check("/v1/verify", token.get());
    return Scrape.of(node).checks(outcome, source) > before;
  }

  /** The status of the answer. */
  private static int check(String target, String token) throws Exception {
    return send("GET", target, token.isEmpty() ? "Basic eDp5" : "Bearer " + token);
  }

  private static int send(String method, String target, String authorization) throws Exception {
    String request =
        "%s %s HTTP/1.1\r\nHost: a\r\nUser-Agent: canary\r\nX-Forwarded-For: 192.0.2.7\r\n"
                .formatted(method, target)
            + "Authorization: %s\r\nConnection: close\r\n\r\n".formatted(authorization);
    return RawHttp.exchange(node.node().httpPort(), request, Duration.ofSeconds(10)).status();
  }
}
