package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.account.NewOwner;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FirstStartIT {
  private final Vertx vertx = Vertx.vertx();
  private Database stored;

  @BeforeEach
  void migrate() {
    stored = Stores.shared().freshDatabase();
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private Future<Optional<NewOwner>> start(Optional<String> email, Optional<Password> password) {
    return new FirstStart(vertx, stored.databaseUrl()).run(email, password);
  }

  @Test
  void madeUpPasswordIsToldOnceAndOnlyOnce() {
    NewOwner owner = await(start(Optional.empty(), Optional.empty())).orElseThrow();
    assertThat(owner.member().email()).isEqualTo("owner@localhost");
    assertThat(owner.madeUp().orElseThrow().text()).hasSize(24);
    assertThat(owner.toString()).doesNotContain(owner.madeUp().orElseThrow().text());
    assertThat(await(start(Optional.empty(), Optional.empty()))).isEmpty();
  }

  @Test
  void ofSeveralNodesOneMakesTheOwner() {
    Password given = new Password("correct horse battery");
    List<Future<Optional<NewOwner>>> nodes =
        List.of(
            start(Optional.of("a@b"), Optional.of(given)),
            start(Optional.of("a@b"), Optional.of(given)),
            start(Optional.of("a@b"), Optional.of(given)));
    await(Future.join(nodes));
    assertThat(nodes).filteredOn(node -> node.result().isPresent()).hasSize(1);
    assertThat(nodes)
        .allSatisfy(node -> assertThat(node.result().flatMap(NewOwner::madeUp)).isEmpty());
  }

  @Test
  void nodeThatIsAtItForLongIsWaitedFor() throws Exception {
    Password given = new Password("correct horse battery");
    Future<Optional<NewOwner>> waiting;
    try (Connection other = Database.connect(stored.migrationUrl());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table workspaces in share row exclusive mode");
      waiting = start(Optional.of("a@b"), Optional.of(given));
      Thread.sleep(2_500);
      other.commit();
    }
    assertThat(await(waiting)).isPresent();
  }

  @Test
  void badPasswordIsRefused() {
    Future<Optional<NewOwner>> started =
        start(Optional.of("a@b"), Optional.of(new Password("password1234")));
    assertThatThrownBy(() -> await(started))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attacker");
  }
}
