package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.testing.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has happened is written with it, and only where somebody wants to hear of it. */
class NoticesTableIT {
  private static final NoticesTable NOTICES = new NoticesTable();
  private static final JsonObject DATA = new JsonObject().put("z", 1).put("a", new JsonObject());
  private static io.colleckt.auth.testing.Database stored;
  private static Vertx vertx;
  private static Database database;

  @BeforeAll
  static void start() {
    stored = Stores.shared().freshDatabase();
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    vertx = Vertx.vertx();
    database = new Database(vertx, stored.databaseUrl(), "test", 2, Duration.ofSeconds(10));
    stored.execute("insert into workspaces (name) values ('One'), ('Two')");
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @BeforeEach
  void clean() {
    stored.execute("delete from webhooks");
    stored.execute("delete from notices");
  }

  @Test
  void withoutAWebhookNothingIsKept() {
    webhook(2, "{}", true);
    webhook(1, "{}", false);
    webhook(1, "{token.created}", true);
    add("token.revoked");

    assertThat(notices()).isEmpty();
  }

  @Test
  void whoeverWantsItHearsOfItWordForWord() {
    webhook(1, "{token.revoked}", true);
    add("token.revoked");

    assertThat(notices()).containsExactly("1 token.revoked {\"z\":1,\"a\":{}} f");
  }

  @Test
  void aNoticeGoesWithItsTransaction() {
    webhook(1, "{}", true);
    Future<Void> rolledBack =
        database.transaction(
            connection ->
                NOTICES
                    .add(connection, 1, "token.created", DATA)
                    .compose(done -> Future.failedFuture(new IllegalStateException("no"))));

    assertThatThrownBy(() -> await(rolledBack)).hasMessage("no");
    assertThat(notices()).isEmpty();
  }

  @Test
  void aTypeThatNobodyCanAskForIsAMistake() {
    assertThatThrownBy(() -> add("token.exploded")).isInstanceOf(NoSuchElementException.class);
  }

  private static void add(String type) {
    await(database.transaction(connection -> NOTICES.add(connection, 1, type, DATA)));
  }

  private static void webhook(int workspaceId, String events, boolean enabled) {
    stored.execute(
        "insert into webhooks (workspace_id, url, events, enabled) values (%d, 'https://h.test/', '%s', %s)"
            .formatted(workspaceId, events, enabled));
  }

  private static List<String> notices() {
    return stored.rows("select workspace_id, type, data, spread from notices");
  }
}
