package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Nodes that record calls of the tokens 1 to 3, each from a stream of its own, in one database. */
final class RecordedWorld {
  static final String USUAL = "203.0.113.1";
  static final Duration DAY = Duration.ofDays(1);

  final Database stored = Stores.shared().freshDatabase();
  final long now = System.currentTimeMillis();
  private final List<Vertx> nodes = new ArrayList<>();
  private long position;

  RecordedWorld() {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    stored.execute("insert into workspaces (name) values ('Ours')");
    stored.execute(
        """
        insert into tokens (workspace_id, name, environment, secret_hash)
        select 1, 'CI', 'sandbox', decode(repeat('00', 32), 'hex') from generate_series(1, 3)
        """);
  }

  Vertx startNode() {
    Vertx node = Vertx.vertx();
    nodes.add(node);
    RecordBus.prepare(node.eventBus());
    await(node.deployVerticle(new PersistenceVerticle(stored.databaseUrl(), 90)));
    return node;
  }

  void stop() {
    nodes.forEach(node -> await(node.close()));
  }

  /** Records calls through that node; they may not have been looked at yet. */
  void record(Vertx node, Calls... calls) {
    assertThat(won(node, position, calls)).isTrue();
    position++;
  }

  boolean won(Vertx node, long from, Calls... calls) {
    CommitActivity request =
        new CommitActivity("s", at(from), at(from + 1), List.of(calls), List.of());
    return await(ActivityAddresses.COMMIT.ask(node.eventBus(), request)).won();
  }

  /** Waits until everything recorded was looked at. */
  void inspected() throws Exception {
    assertThat(Await.becomesTrue(15_000, () -> waiting() == 0)).as("inspected").isTrue();
  }

  int waiting() {
    return Integer.parseInt(stored.rows("select count(*) from activity_inspections").get(0));
  }

  List<String> findings() {
    return stored.rows("select token_id, kind, value, occurrences from findings order by id");
  }

  Calls accepted(long token, String address, Duration later) {
    return call(token, CheckOutcome.ACCEPTED, address, later);
  }

  Calls call(long token, CheckOutcome outcome, String address, Duration later) {
    return new Calls(token, caller(address, "/flows/7", false), outcome, at(later), 1);
  }

  Calls browser(Duration later) {
    return new Calls(1, caller(USUAL, "/flows/7", true), CheckOutcome.ACCEPTED, at(later), 1);
  }

  Calls route(String path, Duration later) {
    return new Calls(1, caller(USUAL, path, false), CheckOutcome.ACCEPTED, at(later), 1);
  }

  private long at(Duration later) {
    return now + later.toMillis();
  }

  private static StreamPosition at(long millis) {
    return new StreamPosition(millis, 0);
  }

  private static Check.Caller caller(String address, String path, boolean browser) {
    return new Check.Caller(IpAddress.parse(address), "GET", path, "curl/8.1", browser);
  }
}
