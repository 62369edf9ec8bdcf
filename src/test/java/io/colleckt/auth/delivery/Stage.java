package io.colleckt.auth.delivery;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;

import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.persistence.PersistenceVerticle;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Receiver;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * A node that delivers, a receiver of a webhook, and what a test may do to both. The database is
 * the stage's own.
 */
final class Stage implements AutoCloseable {
  static final int PATIENCE = 30_000;

  final Database stored = Stores.shared().freshDatabase();
  final Vertx outside = Vertx.vertx();
  Side side;
  Receiver receiver;
  long webhook;

  Stage() {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    stored.execute("insert into workspaces (name) values ('One')");
  }

  /** One node. */
  record Side(Vertx vertx, String delivery) {
    void leave() {
      await(vertx.undeploy(delivery));
      await(vertx.close());
    }
  }

  /** Before a test. */
  void set() {
    side = node(true);
    receiver = new Receiver(outside);
    webhook = webhook(receiver.url());
  }

  /** After it. */
  void clear() {
    await(side.vertx.close());
    stored.execute("delete from webhooks");
    stored.execute("delete from notices");
  }

  /**
   * Another node.
   *
   * @param privateAllowed whether it asks private addresses, as that of a test's receiver
   */
  Side node(boolean privateAllowed) {
    Vertx vertx = Vertx.vertx();
    RecordBus.prepare(vertx.eventBus());
    await(vertx.deployVerticle(new PersistenceVerticle(stored.databaseUrl(), 90)));
    return new Side(vertx, await(vertx.deployVerticle(new DeliveryVerticle(privateAllowed))));
  }

  /** Adds one that goes there; its id. */
  long webhook(String url) {
    return Long.parseLong(
        stored
            .rows(
                "insert into webhooks (workspace_id, url) values (1, '%s') returning id"
                    .formatted(url))
            .get(0));
  }

  /** Things happen, so many, with numbers. */
  void notices(int from, int to) {
    stored.execute(
        """
        insert into notices (workspace_id, type, data)
        select 1, 'token.created', json_build_object('n', n) from generate_series(%d, %d) as n order by n
        """
            .formatted(from, to));
  }

  /** Does not wait for what rests. */
  void hurry() {
    stored.execute("update deliveries set due_at = now() where status = 'pending'");
    stored.execute("update webhooks set rests_until = '-infinity', next_at = now()");
  }

  boolean arrived(int many) throws Exception {
    return becomesTrue(PATIENCE, () -> receiver.got.size() >= many);
  }

  boolean enabled() {
    return stored.rows("select enabled from webhooks").equals(List.of("t"));
  }

  List<String> statuses() {
    return stored.rows("select distinct status, attempts, response_code from deliveries");
  }

  String error() {
    return String.join(" ", stored.rows("select error from deliveries order by id limit 1"));
  }

  @Override
  public void close() {
    await(outside.close());
  }
}
