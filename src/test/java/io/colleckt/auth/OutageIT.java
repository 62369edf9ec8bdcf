package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Load;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.ListTokens;
import io.colleckt.auth.token.Receipt;
import io.colleckt.auth.token.RevokeToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * No wrong answer, none that comes late, and no revocation undone while a store is frozen or dead:
 * one node, under load.
 */
class OutageIT {
  private static final Logger LOG = LoggerFactory.getLogger(OutageIT.class);

  /** The promise is 250 ms by a node that runs; a busy test machine gets as much again. */
  private static final Duration DUE = Duration.ofMillis(500);

  private static final int CALLERS = 16;

  private PostgresProcess postgres;
  private RedisProcess redis;
  private Database database;
  private RunningNode node;
  private List<TestToken> tokens;

  @BeforeEach
  void start() throws Exception {
    postgres = new PostgresProcess();
    redis = new RedisProcess();
    database = new Database(postgres.databaseUrl(), postgres.migrationUrl());
    node = RunningNode.on(database, redis.url());
    tokens = Stream.generate(() -> TestToken.insert(database)).limit(20).toList();
    for (TestToken token : tokens) {
      assertThat(becomesTrue(5_000, () -> await(node.check(token)) == 200)).isTrue();
    }
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    redis.close();
    postgres.close();
  }

  @Test
  void frozenRedisMakesAnswersLateOrUncertainButNeverWrong() throws Exception {
    Load load = new Load(node, any(tokens)).start(CALLERS);
    Thread.sleep(500);
    redis.stop();
    Thread.sleep(2_000);
    long fallback = System.nanoTime();
    Thread.sleep(1_000);
    assertThat(load.since(fallback, call -> call.status() == 200)).isNotEmpty();
    redis.cont();
    assertThat(becomesTrue(2_000, this::redisJudges)).as("recovered within 2 s").isTrue();
    assertNeverWrong(load.stop());
  }

  @Test
  void killedRedisIsReplacedByPostgresAndARevocationMadeMeanwhileStands() throws Exception {
    TestToken doomed = TestToken.insert(database);
    assertThat(await(node.check(doomed))).isEqualTo(200);
    Load load = new Load(node, any(tokens)).start(CALLERS);
    redis.kill();
    assertThat(becomesTrue(2_000, () -> await(node.check(doomed)) == 200)).isTrue();
    assertThat(revoke(doomed)).isInstanceOf(Outcome.Pending.class);
    assertThat(await(node.check(doomed))).isEqualTo(401);
    Load later = new Load(node, () -> doomed).start(2);
    redis.start();
    assertThat(becomesTrue(2_000, this::redisJudges)).as("recovered within 2 s").isTrue();
    assertThat(becomesTrue(3_000, () -> revoke(doomed) instanceof Outcome.Done)).isTrue();
    Thread.sleep(500);
    assertThat(later.stop()).allMatch(call -> call.status() != 200);
    assertNeverWrong(load.stop());
  }

  @Test
  void frozenRedisThatThawsWithALiveRecordDoesNotUndoARevocation() throws Exception {
    TestToken doomed = TestToken.insert(database);
    assertThat(await(node.check(doomed))).isEqualTo(200);
    redis.stop();
    assertThat(becomesTrue(3_000, () -> await(node.check(doomed)) == 200)).isTrue();
    assertThat(revoke(doomed)).isInstanceOf(Outcome.Pending.class);
    Load load = new Load(node, () -> doomed).start(4);
    Thread.sleep(300);
    redis.cont();
    assertThat(becomesTrue(3_000, () -> revoke(doomed) instanceof Outcome.Done)).isTrue();
    Thread.sleep(500);
    assertThat(load.stop()).allMatch(call -> call.status() != 200);
  }

  @Test
  void withoutPostgresKnownTokensAreCheckedAndManagementSaysSoQuickly() throws Exception {
    TestToken unknown = TestToken.insert(database);
    postgres.kill();
    Load load = new Load(node, any(tokens)).start(CALLERS);
    Thread.sleep(1_000);
    assertThat(await(node.check(unknown))).isEqualTo(503);
    long start = System.nanoTime();
    ListTokens.Filter none =
        new ListTokens.Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ListTokens.Order newest = new ListTokens.Order(false, false);
    ListTokens list = new ListTokens(node.owner(), none, newest, Optional.empty(), 10, false);
    assertThatThrownBy(() -> await(Addresses.LIST.ask(node.node().vertx().eventBus(), list)))
        .isInstanceOf(Exception.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    List<Load.Call> calls = load.stop();
    assertThat(calls).hasSizeGreaterThan(100).allMatch(call -> call.status() == 200);
    postgres.start();
    assertThat(becomesTrue(5_000, () -> await(node.check(unknown)) == 200)).isTrue();
  }

  @Test
  void frozenPostgresLetsKnownTokensThroughAndLeavesUnknownOnesUncertain() throws Exception {
    TestToken unknown = TestToken.insert(database);
    postgres.stop();
    Load load = new Load(node, any(tokens)).start(CALLERS);
    Thread.sleep(1_500);
    long start = System.nanoTime();
    assertThat(await(node.check(unknown))).isEqualTo(503);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DUE);
    assertThat(load.stop()).hasSizeGreaterThan(100).allMatch(call -> call.status() == 200);
    postgres.cont();
    assertThat(becomesTrue(5_000, () -> await(node.check(unknown)) == 200)).isTrue();
  }

  @Test
  void withoutBothStoresTheAnswerIs503AndNothingElse() throws Exception {
    redis.kill();
    postgres.kill();
    Load load = new Load(node, any(tokens)).start(CALLERS);
    Thread.sleep(1_500);
    List<Load.Call> calls = load.stop();
    assertThat(calls).isNotEmpty().allMatch(call -> call.status() == 503);
    assertThat(calls).allMatch(call -> call.took().compareTo(DUE) < 0);
  }

  /** A live token is never refused, and whatever is answered comes in time. */
  private static void assertNeverWrong(List<Load.Call> calls) {
    Duration slowest = calls.stream().map(Load.Call::took).max(Duration::compareTo).orElseThrow();
    LOG.warn("{} checks, the slowest took {} ms", calls.size(), slowest.toMillis());
    assertThat(calls).hasSizeGreaterThan(100);
    assertThat(calls).allMatch(call -> call.status() == 200 || call.status() == 503);
    assertThat(calls).allMatch(call -> call.took().compareTo(DUE) < 0);
  }

  /** Whether a new token leaves its record in Redis: then Redis is asked again. */
  private boolean redisJudges() throws Exception {
    TestToken token = TestToken.insert(database);
    await(node.check(token));
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      return !((List<?>) connection.command("KEYS", "*:t:" + token.id())).isEmpty();
    }
  }

  private Outcome<Receipt> revoke(TestToken token) throws Exception {
    RevokeToken question = new RevokeToken(node.owner(), token.id());
    Answer<Receipt> answer = await(Addresses.REVOKE.ask(node.node().vertx().eventBus(), question));
    return answer.outcome();
  }

  private static Supplier<TestToken> any(List<TestToken> tokens) {
    return () -> tokens.get(ThreadLocalRandom.current().nextInt(tokens.size()));
  }
}
