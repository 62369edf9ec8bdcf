package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.testing.ActivityLog;
import io.colleckt.auth.testing.ActivityLog.Counted;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.Processes;
import io.colleckt.auth.testing.RecordedTraffic;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What lies in a stream comes into Postgres once when drains are killed around their commit, when
 * two drain at once, and when one of them is frozen in its transaction. {@code -Dkills} and {@code
 * -Dseed} as in {@link KillIT}.
 */
class DrainKillIT {
  private static final int KILLS = Integer.getInteger("kills", 5);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int ENTRIES = 60;
  private static final int CALLS_AN_ENTRY = 25;
  private static final int LONGEST_COMMIT_MICROS = 60_000;
  private static final long PATIENCE_MILLIS = 30_000;
  private static final List<String> PLACES =
      List.of(DrainOnly.BEFORE, DrainOnly.AFTER, DrainOnly.NOWHERE);

  private final Random random = new Random(SEED);
  private PostgresProcess postgres;
  private RedisProcess redis;
  private RedisConnection connection;
  private Database database;
  private ActivityLog log;
  private TestToken token;
  private RecordedTraffic traffic;
  private int appended;

  @BeforeEach
  void start() throws Exception {
    postgres = new PostgresProcess();
    redis = new RedisProcess();
    connection = RedisConnection.connect(redis.url());
    database = new Database(postgres.databaseUrl(), postgres.migrationUrl());
    Schema.migrate(database.migrationUrl(), database.databaseUrl());
    log = new ActivityLog(database, redis.url());
    token = TestToken.insert(database);
    traffic = new RecordedTraffic(connection, SEED & Long.MAX_VALUE);
  }

  @AfterEach
  void end() throws Exception {
    connection.close();
    redis.close();
    postgres.close();
  }

  @Test
  void aDrainThatIsKilledAroundItsCommitLosesAndDoublesNothing() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      append();
      String stopAt = PLACES.get(kill % PLACES.size());
      boolean committed = killAt(stopAt);
      System.out.printf("DrainKillIT: seed=%d %s committed=%b%n", SEED, stopAt, committed);
      if (!stopAt.equals(DrainOnly.NOWHERE)) {
        assertThat(committed).isEqualTo(stopAt.equals(DrainOnly.AFTER));
      }
    }
    try (JavaProcess last = drain(DrainOnly.NOWHERE)) {
      assertAllIsThereOnce();
      assertThat(last.process().isAlive()).isTrue();
    }
  }

  @Test
  void twoDrainsOfWhichOneFreezesLoseAndDoubleNothing() throws Exception {
    append();
    try (JavaProcess one = drain(DrainOnly.NOWHERE);
        JavaProcess other = drain(DrainOnly.NOWHERE)) {
      for (JavaProcess frozen : List.of(one, other)) {
        awaitCommit(frozen);
        Processes.freeze(frozen.pid());
        append();
        Thread.sleep(3_500);
        append();
        assertAllIsThereOnce(); // before it wakes up: a frozen one keeps nobody from working
        Processes.thaw(frozen.pid());
        append();
        assertAllIsThereOnce();
      }
    }
  }

  /** Starts a drain, kills it there; whether its stretch is committed. */
  private boolean killAt(String stopAt) throws Exception {
    List<String> before = log.positions(traffic.name());
    try (JavaProcess drain = drain(stopAt)) {
      BufferedReader told = drain.process().inputReader(StandardCharsets.UTF_8);
      String line = told.readLine();
      while (stopAt.equals(DrainOnly.AFTER) && !DrainOnly.AFTER.equals(line)) {
        assertThat(line).as("what a living drain tells").isNotNull();
        line = told.readLine();
      }
      if (stopAt.equals(DrainOnly.NOWHERE)) {
        LockSupport.parkNanos(1_000L * random.nextInt(LONGEST_COMMIT_MICROS));
      }
      drain.kill();
    }
    return !log.positions(traffic.name()).equals(before);
  }

  /** Gives it work until it begins a commit, then waits a little. */
  private void awaitCommit(JavaProcess drain) throws Exception {
    BufferedReader told = drain.process().inputReader(StandardCharsets.UTF_8);
    while (told.ready()) {
      told.readLine();
    }
    do {
      assertThat(drain.process().isAlive()).isTrue();
      append();
    } while (!becomesTrue(PATIENCE_MILLIS, told::ready));
    LockSupport.parkNanos(1_000L * random.nextInt(LONGEST_COMMIT_MICROS));
  }

  private JavaProcess drain(String stopAt) throws Exception {
    List<String> words =
        List.of(DrainOnly.class.getName(), database.databaseUrl(), redis.url(), stopAt);
    return JavaProcess.talking(
        new JavaProcess.Launch(words, JavaProcess.SMALL, Map.of()), JavaProcess.log("drain"));
  }

  private void append() throws Exception {
    for (int entry = 0; entry < ENTRIES; entry++) {
      List<Check> checks = new ArrayList<>();
      for (int i = 0; i < CALLS_AN_ENTRY; i++) {
        Check.Caller caller =
            new Check.Caller(new IpAddress(0, 1), "GET", "/calls/" + appended++, "test", false);
        checks.add(new Check(token.id(), token.hash(), "", caller, 0));
      }
      traffic.append(System.currentTimeMillis(), checks, "R".repeat(CALLS_AN_ENTRY));
    }
    traffic.flush();
  }

  private void assertAllIsThereOnce() throws Exception {
    becomesTrue(PATIENCE_MILLIS, log::isDrained);
    List<Counted> counted = log.counted();
    assertThat(counted)
        .allMatch(one -> one.calls() == 1)
        .allMatch(one -> one.tokenId() == token.id() && one.outcome() == CheckOutcome.ACCEPTED);
    assertThat(counted).extracting(Counted::path).doesNotHaveDuplicates().hasSize(appended);
    assertThat(log.number("select sum(calls) from activity_hours where token_id = 0"))
        .isEqualTo(appended);
  }
}
