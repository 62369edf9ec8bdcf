package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RedisUser;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user of {@code conf/redis/colleckt.acl} may do what a node does, and nothing else. */
class RedisUserIT {
  private static final String EMAIL = "owner@example.com";
  private static final String PASSWORD = "a long enough sentence";
  private static final long PATIENCE_MILLIS = 60_000;

  private static RedisProcess redis;
  private static String url;

  private int asked;
  private int answered;

  /** A call of the API. */
  private interface Question {
    HttpResponse<String> ask() throws Exception;
  }

  @BeforeAll
  static void start() throws IOException {
    redis = new RedisProcess();
    url = RedisUser.make(redis.url());
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
  }

  /**
   * The second Redis process begins with an empty copy, and with a stream of the first to be
   * brought in and deleted.
   */
  @Test
  void nodeChecksRevokesRecordsAndWitnesses() throws Exception {
    administrator("ACL", "LOG", "RESET");
    Database database = Stores.shared().freshDatabase();
    try (RunningNode node = RunningNode.on(database, url)) {
      FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
      await(first.run(Optional.of(EMAIL), Optional.of(new Password(PASSWORD))));
      Dashboard dashboard = Dashboard.signIn(node, EMAIL, PASSWORD);
      assertThat(becomesTrue(PATIENCE_MILLIS, () -> isJudgedByRedis(dashboard))).isTrue();
      assertThat(becomesTrue(PATIENCE_MILLIS, () -> isWitnessed(dashboard))).isTrue();

      redis.shutDown();
      redis.start();
      RedisUser.make(redis.url());
      assertThat(becomesTrue(PATIENCE_MILLIS, () -> isJudgedByRedis(dashboard))).isTrue();
      assertThat(becomesTrue(PATIENCE_MILLIS, () -> onlyItsOwnStreamsAreLeft())).isTrue();
      assertThat(becomesTrue(PATIENCE_MILLIS, () -> recorded(database) >= answered)).isTrue();
      assertThat(recorded(database)).isLessThanOrEqualTo(asked);
      assertThat(refusals()).isEmpty();
    }
  }

  /** Whether the process that runs now has put calls on record. */
  private boolean isJudgedByRedis(Dashboard dashboard) throws Exception {
    live(dashboard);
    String own = namespace();
    return streams().stream().anyMatch(stream -> stream.startsWith(own));
  }

  private static boolean onlyItsOwnStreamsAreLeft() throws IOException {
    String own = namespace();
    boolean none =
        ((List<?>) administrator("KEYS", "*:a:*"))
            .stream().allMatch(key -> ((String) key).startsWith(own));
    return none && streams().stream().allMatch(stream -> stream.startsWith(own));
  }

  /** A token's life: with a quota, so that its state is kept. */
  private void live(Dashboard dashboard) throws Exception {
    JsonObject quota = new JsonObject().put("limit", 100).put("window_seconds", 60);
    JsonObject wanted = new JsonObject().put("name", "CI").put("rate_limit", quota);
    wanted.put("abilities", new JsonArray().add("read"));
    HttpResponse<String> made = decided(() -> dashboard.call("POST", "/v1/tokens", wanted));
    JsonObject created = new JsonObject(made.body());
    String token = "Bearer " + created.getString("plain_text_token");
    String path = "/v1/tokens/" + created.getJsonObject("token").getLong("id");

    assertThat(check(dashboard, token, "")).isEqualTo(200);
    assertThat(check(dashboard, token, "?ability=read")).isEqualTo(200);
    JsonObject paused = new JsonObject().put("paused", true);
    assertThat(decided(() -> dashboard.call("PATCH", path, paused)).statusCode()).isEqualTo(200);
    assertThat(check(dashboard, token, "")).isEqualTo(401);
    assertThat(decided(() -> dashboard.call("DELETE", path, null)).statusCode()).isEqualTo(200);
    assertThat(check(dashboard, token, "")).isEqualTo(401);
  }

  private int check(Dashboard dashboard, String token, String below) throws Exception {
    int status = decided(() -> counted(dashboard, token, below)).statusCode();
    answered++;
    return status;
  }

  private HttpResponse<String> counted(Dashboard dashboard, String token, String below)
      throws Exception {
    asked++;
    return dashboard.verify(token, below);
  }

  /** Asks again while the answer is 503: when Redis has gone, or the machine is busy. */
  private static HttpResponse<String> decided(Question question) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    HttpResponse<String> answer = question.ask();
    while (answer.statusCode() == 503 && System.nanoTime() < end) {
      Thread.sleep(50);
      answer = question.ask();
    }
    return answer;
  }

  private static long recorded(Database database) {
    return Long.parseLong(database.rows("select coalesce(sum(calls), 0) from activity").get(0));
  }

  private static boolean isWitnessed(Dashboard dashboard) throws Exception {
    String body = dashboard.call("GET", "/v1/audit/verify", null).body();
    return new JsonObject(body).getJsonObject("witnessed", new JsonObject()).containsKey("seq");
  }

  private static List<String> streams() throws IOException {
    return ((List<?>) administrator("SMEMBERS", "activity:streams"))
        .stream().map(String::valueOf).toList();
  }

  private static String namespace() throws IOException {
    String told = (String) administrator("INFO", "server");
    return told.replaceAll("(?s).*run_id:(\\p{XDigit}{12}).*", "$1");
  }

  /** Without those from before the user was there. */
  private static List<?> refusals() throws IOException {
    return ((List<?>) administrator("ACL", "LOG"))
        .stream().filter(refusal -> !((List<?>) refusal).contains("auth")).toList();
  }

  private static Object administrator(String... command) throws IOException {
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      return connection.command(command);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DEL 0123456789ab:t:1",
        "DEL activity:streams",
        "DEL audit:heads",
        "UNLINK 0123456789ab:a:1",
        "GET other",
        "GET audit:heads",
        "SET 0123456789ab:a:1 x",
        "SET audit:heads x",
        "XADD other * k v",
        "EVAL return(redis.call('DEL',KEYS[1])) 1 audit:heads",
        "EVAL return(redis.call('FLUSHALL')) 0",
        "KEYS *",
        "SCAN 0",
        "FLUSHALL",
        "FLUSHDB",
        "FUNCTION FLUSH",
        "FUNCTION DELETE x",
        "FUNCTION DUMP",
        "SCRIPT FLUSH",
        "CONFIG GET *",
        "ACL LIST",
        "CLIENT LIST",
        "MONITOR",
        "PUBLISH c m",
        "REPLICAOF NO ONE",
        "SAVE",
        "SHUTDOWN NOSAVE"
      })
  void anythingElseIsRefused(String command) throws Exception {
    try (RedisConnection connection = RedisConnection.connect(url)) {
      assertThat(connection.command("PING")).isEqualTo("PONG");
      assertThatThrownBy(() -> connection.command(command.split(" ")))
          .isInstanceOf(IOException.class)
          .hasMessageFindingMatch("^NOPERM|The user executing the script can't");
    }
  }
}
