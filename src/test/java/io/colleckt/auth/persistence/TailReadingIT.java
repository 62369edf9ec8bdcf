package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.ReadTail;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.activity.SettleTail;
import io.colleckt.auth.activity.SettleTail.Heard;
import io.colleckt.auth.activity.TailFilter;
import io.colleckt.auth.activity.TailRead;
import io.colleckt.auth.activity.TailSettled;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a live tail that has been away is told. */
class TailReadingIT {
  private final Database stored = Stores.shared().freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private io.colleckt.auth.persistence.Database database;
  private int streams;

  @BeforeEach
  void start() {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    stored.execute("insert into workspaces (name) values ('Ours'), ('Theirs')");
    stored.execute(
        """
        insert into tokens (workspace_id, name, environment, secret_hash)
        select 1 + n % 2, 'CI', 'sandbox', decode(repeat('00', 32), 'hex') from generate_series(1, 6) n
        """);
    RecordBus.prepare(vertx.eventBus());
    await(vertx.deployVerticle(new PersistenceVerticle(stored.databaseUrl(), 90)));
    database =
        new io.colleckt.auth.persistence.Database(
            vertx, stored.databaseUrl(), "test", 4, Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    await(database.close());
    await(vertx.close());
  }

  @Test
  void emptyLogIsSettledAtNought() {
    assertThat(read(Optional.empty()).settled()).isZero();
  }

  /** The smaller id becomes visible after the greater one. */
  @Test
  void rowThatIsCommittedLateIsNotMissed() {
    record(2, "/before");
    TailRead before = read(Optional.empty());
    Promise<Void> mayCommit = Promise.promise();
    Promise<List<RecordedCalls>> written = Promise.promise();
    Future<?> late =
        database.transaction(
            connection ->
                new ActivityTable()
                    .insert(connection, List.of(entry("/late")))
                    .onComplete(written)
                    .compose(rows -> mayCommit.future()));
    long lateId = await(written.future()).get(0).id();
    record(2, "/early");

    TailRead meanwhile = read(Optional.of(before.settled()));
    assertThat(paths(meanwhile)).containsExactly("/early");
    assertThat(meanwhile.settled()).isLessThan(lateId);
    mayCommit.complete();
    await(late);

    TailRead after = read(Optional.of(meanwhile.settled()));
    assertThat(paths(after)).contains("/late");
    assertThat(after.settled()).isGreaterThan(lateId);
    assertThat(read(Optional.of(after.settled())).rows()).isEmpty();
  }

  @Test
  void rolledBackRowHoldsNothingUp() {
    Future<?> failing =
        database.transaction(
            connection ->
                new ActivityTable()
                    .insert(connection, List.of(entry("/never")))
                    .compose(rows -> Future.failedFuture("on purpose")));
    assertThat(await(failing.map(false).otherwise(true))).isTrue();
    record(2, "/after");
    OptionalLong id =
        read(Optional.of(0L)).rows().stream().mapToLong(RecordedCalls::id).findFirst();
    assertThat(read(Optional.empty()).settled()).isEqualTo(id.getAsLong());
  }

  @Test
  void onlyTheLatestThousandRowsAreTold() {
    stored.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        select now(), 2, 1, 1, 0, 0, 0, 0, '192.0.2.1', 'GET /' || n, '' from generate_series(1, 1500) n
        """);
    TailRead read = read(Optional.of(0L));
    assertThat(read.complete()).isFalse();
    assertThat(read.rows()).hasSize(1_000);
    assertThat(read.rows().get(999).calls().caller().path()).isEqualTo("/1500");
    assertThat(read(Optional.of(500L)).complete()).isTrue();
    assertThat(read(Optional.of(1_500L)).complete()).isTrue();
    assertThat(read(Optional.of(5_000L)).complete()).isFalse();
  }

  @Test
  void filtersAndWorkspaceHold() {
    record(1, "/theirs");
    record(2, "/ours");
    record(4, "/other");
    TailFilter filter =
        new TailFilter(
            Optional.of(2L), Optional.of(CheckOutcome.EXPIRED), Optional.of(Environment.SANDBOX));
    TailRead read =
        await(
            ActivityAddresses.TAIL.ask(vertx.eventBus(), new ReadTail(1, filter, Optional.of(0L))));
    assertThat(paths(read)).containsExactly("/ours");
    assertThat(paths(read(Optional.of(0L)))).containsExactly("/ours", "/other");
  }

  @Test
  void callsOfForeignTokensAreNotSought() throws Exception {
    record(1, "/theirs");
    TailFilter foreign = new TailFilter(Optional.of(1L), Optional.empty(), Optional.empty());
    ReadTail question = new ReadTail(1, foreign, Optional.of(0L));
    try (Connection owner = Database.connect(stored.migrationUrl());
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute("lock table activity in access exclusive mode");
      assertThat(await(ActivityAddresses.TAIL.ask(vertx.eventBus(), question)).rows()).isEmpty();
    }
  }

  @Test
  void whatWasNotHeardOfIsTold() {
    record(2, "/heard");
    long heard = read(Optional.empty()).settled();
    record(2, "/lost");
    record(1, "/theirs");
    long upTo = read(Optional.empty()).settled();

    assertThat(settle(new Heard(1, 0, 2), upTo).unheard()).isEmpty();
    assertThat(settle(new Heard(1, upTo, 0), upTo).unheard()).isEmpty();
    TailSettled.Unheard unheard = settle(new Heard(1, 0, 1), upTo).unheard().get(0);
    assertThat(unheard.count()).isEqualTo(2);
    assertThat(unheard.rows())
        .extracting(row -> row.calls().caller().path())
        .containsExactly("/heard", "/lost");
    assertThat(settle(new Heard(1, heard, 0), upTo).unheard().get(0).rows()).hasSize(1);
  }

  /** The table is large and the span is short. */
  @Test
  void endOfTheLogIsFoundByItsIndex() {
    stored.execute(
        """
        insert into activity (at, token_id, workspace_id, calls, route_id, user_agent_id, outcome, flags, address, route, user_agent)
        select now(), 2, 1, 1, 0, 0, 0, 0, '192.0.2.1', 'GET /' || n, '' from generate_series(1, 50000) n
        """);
    stored.execute(
        "select brin_summarize_new_values(c.oid) from pg_class c join pg_index i on i.indexrelid = c.oid"
            + " where c.relam = (select oid from pg_am where amname = 'brin') and c.relkind = 'i'");
    stored.execute("analyze activity");
    String plan =
        String.join(
            "\n",
            stored.rows(
                "explain (analyze, costs off) select count(*) from activity where workspace_id = 1"
                    + " and id > 49990 and id <= 50000"));
    assertThat(plan).contains("Bitmap Index Scan on activity_2").contains("Heap Blocks: lossy=");
  }

  private TailRead read(Optional<Long> after) {
    return await(
        ActivityAddresses.TAIL.ask(vertx.eventBus(), new ReadTail(1, TailFilter.ALL, after)));
  }

  private TailSettled settle(Heard heard, long upTo) {
    return await(
        ActivityAddresses.TAIL_SETTLE.ask(vertx.eventBus(), new SettleTail(List.of(heard), upTo)));
  }

  private static List<String> paths(TailRead read) {
    return read.rows().stream().map(row -> row.calls().caller().path()).toList();
  }

  private void record(long tokenId, String path) {
    streams++;
    CommitActivity commit =
        new CommitActivity(
            "stream " + streams,
            StreamPosition.START,
            new StreamPosition(1, 0),
            List.of(calls(tokenId, path)),
            List.of());
    await(ActivityAddresses.COMMIT.ask(vertx.eventBus(), commit));
  }

  private static ActivityEntry entry(String path) {
    TokenHomes.Home home = new TokenHomes.Home(1, Environment.SANDBOX);
    return new ActivityEntry(calls(2, path), home, 0, 0);
  }

  private static Calls calls(long tokenId, String path) {
    Check.Caller caller =
        new Check.Caller(IpAddress.parse("192.0.2.1"), "GET", path, "curl", false);
    return new Calls(tokenId, caller, CheckOutcome.EXPIRED, System.currentTimeMillis(), 1);
  }
}
