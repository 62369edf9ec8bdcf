package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.EventStream;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The live tail of a whole node: checks go in at one end, events come out at the other. */
class ActivityTailIT {
  private static final String EMAIL = "owner@example.com";
  private static final String PASSWORD = "a long enough sentence";
  private static final String STREAM = "/v1/activity/stream";

  private static Database database;
  private static RedisProcess redis;
  private static RunningNode node;
  private static Dashboard dashboard;

  @BeforeAll
  static void start() throws Exception {
    database = Stores.shared().freshDatabase();
    redis = new RedisProcess();
    node = RunningNode.on(database, redis.url());
    dashboard = owner(node, database);
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    redis.close();
  }

  @Test
  void callIsSeenWithinTwoSeconds() throws Exception {
    TestToken token = TestToken.insert(database);
    try (EventStream events = listen("", null)) {
      assertThat(events.response().headers().firstValue("Content-Type"))
          .contains("text/event-stream");
      assertThat(events.response().headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(events.response().headers().firstValue("X-Accel-Buffering")).contains("no");
      Instant before = Instant.now();

      check(token, "/flows?secret=1");

      assertThat(becomesTrue(2_000, () -> paths(events).size() == 1)).isTrue();
      EventStream.Event event = events.events().get(0);
      JsonObject row = new JsonObject(event.data());
      assertThat(event.name()).isEmpty();
      assertThat(row.getLong("token_id")).isEqualTo(token.id());
      assertThat(row.getString("path")).endsWith("/flows");
      assertThat(row.getString("outcome")).isEqualTo("accepted");
      assertThat(row.getInteger("calls")).isEqualTo(1);
      assertThat(Instant.parse(row.getString("at")))
          .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
      assertThat(row.getLong("id"))
          .isEqualTo(Long.parseLong(database.rows("select max(id) from activity").get(0)));
    }
  }

  @Test
  void onlyWhatPassesTheFilters() throws Exception {
    TestToken one = TestToken.insert(database);
    TestToken other = TestToken.insert(database, "environment = 'sandbox'");
    try (EventStream all = listen("", null);
        EventStream ofOne = listen("?token_id=" + one.id(), null);
        EventStream refused = listen("?outcome=wrong_secret&environment=sandbox", null)) {
      check(one, "/a");
      check(other, "/b");
      dashboard.verify("Bearer " + other.id() + "|" + TestToken.randomSecret(), "/c");
      dashboard.verify("Bearer " + one.id() + "|" + TestToken.randomSecret(), "/d");

      assertThat(becomesTrue(5_000, () -> paths(all).size() == 4)).isTrue();
      assertThat(becomesTrue(5_000, () -> paths(ofOne).equals(Set.of("a", "d")))).isTrue();
      assertThat(paths(refused)).containsExactly("c");
    }
  }

  @Test
  void nobodySeesTheCallsOfAnotherWorkspace() throws Exception {
    database.execute("insert into workspaces (name) values ('Theirs')");
    TestToken ours = TestToken.insert(database);
    TestToken theirs =
        TestToken.insert(database, "workspace_id = (select max(id) from workspaces)");
    try (EventStream events = listen("", null)) {
      String before = events.lastId();
      check(theirs, "/theirs");
      check(ours, "/ours");
      assertThat(becomesTrue(5_000, () -> paths(events).size() == 1)).isTrue();
      assertThat(paths(events)).containsExactly("ours");
      try (EventStream again = listen("", before)) {
        assertThat(becomesTrue(5_000, () -> paths(again).size() == 1)).isTrue();
        assertThat(paths(again)).containsExactly("ours");
      }
    }
  }

  @Test
  void whoComesBackMissesNothing() throws Exception {
    TestToken token = TestToken.insert(database);
    String lastId;
    try (EventStream events = listen("?token_id=" + token.id(), null)) {
      assertThat(becomesTrue(5_000, () -> !events.lastId().isEmpty())).isTrue();
      lastId = events.lastId();
    }
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Integer> calls = CompletableFuture.supplyAsync(() -> callOn(token, enough));
    Set<String> seen = new TreeSet<>();
    for (int round = 0; round < 12; round++) {
      try (EventStream events = listen("?token_id=" + token.id(), lastId)) {
        Thread.sleep(round % 3 * 400L + 100);
        lastId = events.lastId();
        seen.addAll(paths(events));
        assertThat(events.events("skipped")).isEmpty();
      }
      Thread.sleep(round % 4 * 100L);
      if (round == 10) {
        enough.set(true);
        calls.join();
      }
    }
    int made = calls.join();
    try (EventStream events = listen("?token_id=" + token.id(), lastId)) {
      becomesTrue(5_000, () -> together(seen, events).size() >= made);
      seen.addAll(paths(events));
      assertThat(events.events("gap")).isEmpty();
    }
    Set<String> recorded =
        Set.copyOf(
            database.rows(
                """
                select substring(coalesce(r.path, a.route) from '[^/]*$') from activity a left join activity_routes r on r.id = a.route_id
                where token_id = %d
                """
                    .formatted(token.id())));
    assertThat(made).isGreaterThan(50);
    assertThat(seen).containsAll(recorded).hasSize(made);
  }

  @Test
  void nodeThatStopsEndsTheStream() throws Exception {
    Database own = Stores.shared().freshDatabase();
    try (RedisProcess ownRedis = new RedisProcess()) {
      RunningNode stopping = RunningNode.on(own, ownRedis.url());
      EventStream events = owner(stopping, own).listen(STREAM, null);
      assertThat(becomesTrue(5_000, () -> !events.lastId().isEmpty())).isTrue();
      long before = System.nanoTime();

      stopping.close();

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
      assertThat(becomesTrue(1_000, events::hasEnded)).isTrue();
    }
  }

  /** Calls with paths of their own, fewer than would be left out for being too many. */
  private static int callOn(TestToken token, AtomicBoolean enough) {
    int made = 0;
    try {
      while (!enough.get()) {
        check(token, "/n" + made);
        made++;
        Thread.sleep(10);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return made;
  }

  private static Set<String> together(Set<String> seen, EventStream events) {
    Set<String> all = new TreeSet<>(seen);
    all.addAll(paths(events));
    return all;
  }

  private static Set<String> paths(EventStream events) {
    return events.events("").stream()
        .map(event -> new JsonObject(event.data()).getString("path"))
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .collect(Collectors.toSet());
  }

  /** Listening once this returns. */
  private static EventStream listen(String query, String lastId) throws Exception {
    EventStream events = dashboard.listen(STREAM + query, lastId);
    assertThat(events.response().statusCode()).isEqualTo(200);
    assertThat(becomesTrue(5_000, () -> !events.lastId().isEmpty())).isTrue();
    return events;
  }

  /** Asked again while it is in doubt. */
  private static void check(TestToken token, String path) throws Exception {
    assertThat(becomesTrue(5_000, () -> status(token, path) != 503)).isTrue();
  }

  private static int status(TestToken token, String path) throws Exception {
    int status = dashboard.verify("Bearer " + token.plainText(), path).statusCode();
    assertThat(status).isIn(200, 503);
    return status;
  }

  private static Dashboard owner(RunningNode node, Database database) throws Exception {
    FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
    await(first.run(Optional.of(EMAIL), Optional.of(new Password(PASSWORD))));
    return Dashboard.signIn(node, EMAIL, PASSWORD);
  }
}
