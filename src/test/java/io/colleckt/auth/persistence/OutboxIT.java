package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.MarksConfirmed;
import io.colleckt.auth.token.MarksPlaced;
import io.colleckt.auth.token.ReadPendingMarks;
import io.colleckt.auth.token.StreamEnd;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A demand on Redis stays until Redis has confirmed it, and two nodes do not work on it at once.
 */
class OutboxIT {
  private static final MarksPlaced HERE = new MarksPlaced("here", List.of());
  private static final OutboxTable OUTBOX = new OutboxTable();
  private static Vertx vertx;
  private static Database database;

  @BeforeAll
  static void start() throws Exception {
    io.colleckt.auth.testing.Database fresh = Stores.shared().freshDatabase();
    Schema.migrate(fresh.migrationUrl(), fresh.databaseUrl());
    vertx = Vertx.vertx();
    RecordBus.prepare(vertx.eventBus());
    database = new Database(vertx, fresh.databaseUrl(), "test", 4, Duration.ofSeconds(10));
    execute("insert into workspaces (name) values ('Ours')");
    execute(
        """
        insert into tokens (workspace_id, name, environment, secret_hash, version)
        select 1, 'CI', 'sandbox', decode(repeat('00', 32), 'hex'), 7 from generate_series(1, 3)
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
  }

  @BeforeEach
  void clean() throws Exception {
    execute("delete from outbox");
    execute("delete from nodes");
  }

  @Test
  void demandHasTheTokensVersionAndIsLeftToWhoeverMadeIt() throws Exception {
    await(database.transaction(connection -> OUTBOX.demand(connection, 2, MarkKind.FLOOR)));

    assertThat(await(OUTBOX.of(database, 2)))
        .singleElement()
        .isEqualTo(new Mark(onlyId(), 2, MarkKind.FLOOR, 7));
    assertThat(await(OUTBOX.lease(database, 10))).isEmpty();
  }

  @Test
  void leasedRowsAreNotLeasedTwiceUntilTheLeaseEnds() throws Exception {
    demandAbandoned(3);

    Future<List<Mark>> first = OUTBOX.lease(database, 2);
    Future<List<Mark>> second = OUTBOX.lease(database, 2);

    assertThat(await(first).size() + await(second).size()).isBetween(2, 3);
    assertThat(await(first)).doesNotContainAnyElementsOf(await(second));
    await(OUTBOX.lease(database, 2));
    assertThat(await(OUTBOX.lease(database, 2))).isEmpty();
    execute("update outbox set leased_until = now() - interval '1 second'");
    assertThat(await(OUTBOX.lease(database, 10))).hasSize(3);
  }

  @Test
  void confirmedRowsGoUnlessARunningNodeSeesAnotherRedis() throws Exception {
    demandAbandoned(2);
    List<Long> ids = await(OUTBOX.oldest(database, 10)).stream().map(Mark::outboxId).toList();
    execute("insert into nodes (id, namespace) values (gen_random_uuid(), 'elsewhere')");

    assertThat(await(OUTBOX.settle(database, ids, HERE))).isEqualTo(2);
    execute("update nodes set seen_at = now() - interval '6 seconds'");
    assertThat(await(OUTBOX.settle(database, ids, HERE))).isZero();
  }

  @Test
  void receiptWaitsForTheEndsThatStoodWithItsTombstone() throws Exception {
    execute("delete from receipt_ends");
    execute("delete from outbox");
    await(database.transaction(connection -> OUTBOX.demand(connection, 1, MarkKind.TOMBSTONE)));
    await(database.transaction(connection -> OUTBOX.demand(connection, 2, MarkKind.FLOOR)));
    List<Long> ids = await(OUTBOX.oldest(database, 10)).stream().map(Mark::outboxId).toList();
    StreamEnd end = new StreamEnd("s", new StreamPosition(7, 1));

    await(OUTBOX.settle(database, ids, new MarksPlaced("here", List.of(end))));
    await(OUTBOX.settle(database, ids, new MarksPlaced("here", List.of(end, later("s2")))));

    ReceiptsTable receipts = new ReceiptsTable();
    assertThat(await(receipts.ends(database, 1))).containsExactly(end);
    assertThat(await(receipts.ends(database, 2))).isEmpty();
  }

  private static StreamEnd later(String stream) {
    return new StreamEnd(stream, new StreamPosition(8, 0));
  }

  @Test
  void returningRedisIsToldWhatIsPendingWhoeverWorksOnIt() throws Exception {
    OutboxRelay relay = new OutboxRelay(database, new Placement(database, vertx.eventBus()));
    demandAbandoned(3);
    await(OUTBOX.lease(database, 10));
    Rounds rounds = new Rounds(vertx);
    relay.start(rounds, vertx.eventBus());

    List<Mark> pending =
        await(Addresses.OUTBOX_PENDING.ask(vertx.eventBus(), new ReadPendingMarks(2))).marks();
    assertThat(pending).hasSize(2);
    List<Long> ids = pending.stream().map(Mark::outboxId).toList();
    assertThat(
            await(Addresses.OUTBOX_PLACED.ask(vertx.eventBus(), new MarksConfirmed(ids, HERE)))
                .outstanding())
        .isZero();
    assertThat(await(OUTBOX.oldest(database, 10))).hasSize(1);
    rounds.stop();
  }

  @Test
  void relayPlacesWhatIsAbandoned() throws Exception {
    OutboxRelay relay = new OutboxRelay(database, new Placement(database, vertx.eventBus()));
    var neighbour =
        Addresses.PLACE.answer(vertx.eventBus(), request -> Future.succeededFuture(HERE));
    demandAbandoned(3);
    Rounds rounds = new Rounds(vertx);
    relay.start(rounds, vertx.eventBus());

    assertThat(becomesTrue(10_000, () -> await(OUTBOX.oldest(database, 10)).isEmpty())).isTrue();
    rounds.stop();
    await(neighbour.unregister());
  }

  private static void demandAbandoned(int count) throws Exception {
    execute(
        """
        insert into outbox (token_id, kind, version, leased_until)
        select id, 'tombstone', 7, now() - interval '1 second' from tokens order by id limit %d
        """
            .formatted(count));
  }

  private static long onlyId() throws Exception {
    return await(OUTBOX.oldest(database, 1)).get(0).outboxId();
  }

  private static void execute(String sql) throws Exception {
    await(database.query(sql, Tuple.tuple()));
  }
}
