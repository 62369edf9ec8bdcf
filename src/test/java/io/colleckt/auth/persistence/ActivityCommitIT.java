package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.ActivityCommitted;
import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.CallsKept;
import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.Poison;
import io.colleckt.auth.activity.ReadPosition;
import io.colleckt.auth.activity.RecordCalls;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stretch of a stream is stored once, with all that is counted of it. */
class ActivityCommitIT {
  private static final StreamPosition START = StreamPosition.START;

  private final Database stored = Stores.shared().freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final List<RecordedCalls> told = new CopyOnWriteArrayList<>();
  private final long now = System.currentTimeMillis();

  @BeforeEach
  void start() throws Exception {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    stored.execute("insert into workspaces (name) values ('Ours'), ('Theirs')");
    stored.execute(
        """
        insert into tokens (workspace_id, name, environment, secret_hash)
        select 1 + n % 2, 'CI', 'sandbox', decode(repeat('00', 32), 'hex') from generate_series(1, 6) n
        """);
    RecordBus.prepare(vertx.eventBus());
    ActivityAddresses.RECORDED.listen(vertx.eventBus(), fact -> told.addAll(fact.rows()));
    await(vertx.deployVerticle(new PersistenceVerticle(stored.databaseUrl(), 90)));
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void oneOfTwoCommitsFromTheSamePositionWins() throws Exception {
    List<Calls> calls = List.of(call(1, CheckOutcome.ACCEPTED, now, 3));
    Future<ActivityCommitted> one = asked(START, at(5), calls, List.of());
    Future<ActivityCommitted> other = asked(START, at(5), calls, List.of());

    assertThat(await(one).won() ^ await(other).won()).isTrue();
    assertThat(await(asked(START, at(6), calls, List.of())).won()).isFalse();
    assertThat(await(asked(at(5), at(6), calls, List.of())).won()).isTrue();
    assertThat(stored.rows("select sum(calls), count(*) from activity")).containsExactly("6 2");
    assertThat(position()).isEqualTo(at(6));
    assertThat(Await.becomesTrue(5000, () -> told.size() == 2)).isTrue();
    assertThat(told.get(0).id()).isLessThan(told.get(1).id());
  }

  @Test
  void unknownStreamStandsAtItsStart() throws Exception {
    assertThat(position()).isEqualTo(START);
  }

  @Test
  void countersAreThoseOfTheRows() throws Exception {
    Random random = new Random(7);
    StreamPosition from = START;
    for (int round = 1; round <= 8; round++) {
      List<Calls> calls = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        CheckOutcome outcome =
            random.nextBoolean() ? CheckOutcome.ACCEPTED : CheckOutcome.ofCode(random.nextInt(8));
        long at = now - random.nextInt(6 * 3_600_000);
        calls.add(call(1 + random.nextInt(6), outcome, at, 1 + random.nextInt(9)));
      }
      assertThat(await(asked(from, at(round), calls, List.of())).won()).isTrue();
      from = at(round);
    }
    assertThat(
            stored.rows(
                """
                (select workspace_id, token_id, date_trunc('hour', at) h, outcome, sum(calls) from activity group by 1, 2, 3, 4
                 union all select workspace_id, 0, date_trunc('hour', at), outcome, sum(calls) from activity group by 1, 2, 3, 4)
                except select workspace_id, token_id, hour, outcome, calls from activity_hours
                """))
        .isEmpty();
    assertThat(stored.rows("select sum(calls) from activity_hours where token_id > 0"))
        .isEqualTo(stored.rows("select sum(calls) from activity"));
    for (String item : List.of("token_id > 0 and kind = 'a'", "token_id = 0 and kind = 'r'")) {
      assertThat(stored.rows("select sum(calls) from activity_items where " + item))
          .isEqualTo(stored.rows("select sum(calls) from activity where outcome = 0"));
    }
    assertThat(
            stored.rows(
                """
                select id, last_used_at from tokens
                except select token_id, max(at) from activity where outcome = 0 group by token_id
                """))
        .isEmpty();
  }

  @Test
  void lastUseMovesForwardOnly() throws Exception {
    commit(START, at(1), call(1, CheckOutcome.ACCEPTED, now, 1));
    commit(at(1), at(2), call(1, CheckOutcome.ACCEPTED, now - 5000, 1));
    commit(at(2), at(3), call(1, CheckOutcome.REVOKED, now + 5000, 1));
    assertThat(
            stored.rows(
                "select (extract(epoch from last_used_at) * 1000)::bigint, host(last_used_address),"
                    + " last_used_user_agent from tokens where id = 1"))
        .containsExactly(now + " 203.0.113.1 curl/8");
  }

  @Test
  void whatCannotBeStoredIsSetAside() throws Exception {
    Poison poison = new Poison(at(1), "00ff", "Garbled.");
    List<Calls> calls = List.of(call(99, CheckOutcome.ACCEPTED, now, 4));
    assertThat(await(asked(START, at(2), calls, List.of(poison))).won()).isTrue();
    assertThat(stored.rows("select millis, reason from activity_set_aside order by id"))
        .containsExactly("1 Garbled.", "2 Token 99 is not in the database; 4 calls.");
  }

  @Test
  void onlyAcceptedCallsTakeRoomForSharedTexts() throws Exception {
    commit(START, at(1), call(1, CheckOutcome.WRONG_SECRET, now, 1));
    commit(at(1), at(2), call(1, CheckOutcome.WRONG_SECRET, now, 1));
    assertThat(numbered()).containsExactly("0 0 0");
    commit(at(2), at(3), call(1, CheckOutcome.ACCEPTED, now, 1));
    assertThat(numbered()).containsExactly("1 1 1");
    commit(at(3), at(4), call(1, CheckOutcome.WRONG_SECRET, now, 1));
    assertThat(numbered()).as("refused calls find what is there").containsExactly("1 1 2");
  }

  @Test
  void callWhoseTokenIsRevokedBeforeItIsRecordedIsThatOfARevokedOne() throws Exception {
    RecordCalls request =
        new RecordCalls(
            List.of(
                call(1, CheckOutcome.ACCEPTED, now, 1),
                call(2, CheckOutcome.ACCEPTED, now, 1),
                call(1, CheckOutcome.REVOKED, now, 1)));
    assertThat(kept(request)).containsExactly(true, true, true);
    stored.execute("update tokens set state = 'revoked', revoked_at = now() where id = 1");
    assertThat(kept(request)).containsExactly(false, true, true);
    assertThat(
            stored.rows(
                "select token_id, outcome, count(*) from activity group by 1, 2 order by 1, 2"))
        .containsExactly("1 0 1", "1 2 3", "2 0 2");
  }

  @Test
  void whatWouldWaitTooLongToBeRecordedIsRefused() throws Exception {
    RecordCalls request = new RecordCalls(List.of(call(1, CheckOutcome.ACCEPTED, now, 1)));
    List<Future<?>> asked = new ArrayList<>();
    try (Connection other = Database.connect(stored.migrationUrl());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table tokens, activity in access exclusive mode");
      for (int i = 0; i < 600; i++) {
        asked.add(ActivityAddresses.RECORD.ask(vertx.eventBus(), request, Duration.ofSeconds(30)));
      }
      await(Future.join(asked).otherwiseEmpty());
    }
    assertThat(asked)
        .filteredOn(answer -> answer.cause().getMessage().contains("Too many"))
        .hasSizeBetween(1, 100);
    assertThat(kept(request)).containsExactly(true);
  }

  /** Again while it is refused: the first connections of a busy machine are slow to come. */
  private List<Boolean> kept(RecordCalls request) throws Exception {
    List<Boolean> kept = new ArrayList<>();
    Await.becomesTrue(30_000, () -> kept.addAll(await(keptOrNone(request))));
    return kept;
  }

  private Future<List<Boolean>> keptOrNone(RecordCalls request) {
    return ActivityAddresses.RECORD
        .ask(vertx.eventBus(), request, Duration.ofSeconds(10))
        .map(CallsKept::kept)
        .otherwise(List.of());
  }

  private List<String> numbered() {
    return stored.rows(
        """
        select (select count(*) from activity_routes), (select count(*) from activity_user_agents),
          (select count(*) from activity where route_id > 0 and user_agent_id > 0)
        """);
  }

  private StreamPosition position() throws Exception {
    return await(ActivityAddresses.POSITION.ask(vertx.eventBus(), new ReadPosition("s")))
        .position();
  }

  private void commit(StreamPosition from, StreamPosition to, Calls calls) throws Exception {
    assertThat(await(asked(from, to, List.of(calls), List.of())).won()).isTrue();
  }

  private Future<ActivityCommitted> asked(
      StreamPosition from, StreamPosition to, List<Calls> calls, List<Poison> poison) {
    return ActivityAddresses.COMMIT.ask(
        vertx.eventBus(), new CommitActivity("s", from, to, calls, poison));
  }

  private static StreamPosition at(long millis) {
    return new StreamPosition(millis, 0);
  }

  private static Calls call(long token, CheckOutcome outcome, long at, int count) {
    Check.Caller caller =
        new Check.Caller(
            IpAddress.parse("203.0.113.1"), "GET", "/flows/" + at % 7, "curl/8", false);
    return new Calls(token, caller, outcome, at, count);
  }
}
