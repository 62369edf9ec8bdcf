package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.TestToken;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A secret that is replaced while somebody ends the token by it ends nothing. */
class ReplacedSecretIT {
  private static House house;

  @BeforeAll
  static void open() throws Exception {
    house = House.open(Map.of());
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
  }

  /** A request, and its status once it is answered. */
  private interface Ending {
    int of(TestToken token) throws Exception;
  }

  @Test
  void holderOfTheOldSecretDoesNotEndTheTokenOfTheNewOne() throws Exception {
    assertSurvives(
        token -> house.form("/v1/revoke", null, Map.of(), "token", token.plainText()).statusCode());
  }

  @Test
  void finderOfTheOldSecretDoesNotEndTheTokenOfTheNewOne() throws Exception {
    assertSurvives(ReplacedSecretIT::report);
  }

  /** What a busy machine answers 503 says nothing. */
  private static void assertSurvives(Ending ending) throws Exception {
    assertThat(becomesTrue(60_000, () -> statusWhileReplaced(ending) != 503)).isTrue();
  }

  private static int statusWhileReplaced(Ending ending) throws Exception {
    TestToken token = TestToken.insert(house.database);
    CompletableFuture<Integer> answer;
    try (Connection source = Database.connect(house.database.migrationUrl());
        Statement statement = source.createStatement()) {
      source.setAutoCommit(false);
      statement.execute(
          "update tokens set secret_hash = sha256('new'), version = version + 1 where id = "
              + token.id());
      String pid = pid(statement);
      answer = CompletableFuture.supplyAsync(() -> end(ending, token));
      assertThat(becomesTrue(20_000, () -> isWaitedFor(pid) || answer.isDone())).isTrue();
      source.commit();
    }
    int status = answer.get(1, TimeUnit.MINUTES);
    assertThat(house.database.rows("select state from tokens where id = " + token.id()))
        .containsExactly("active");
    assertThat(house.audit(token)).isEmpty();
    return status;
  }

  private static String pid(Statement statement) throws Exception {
    try (ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static int end(Ending ending, TestToken token) {
    try {
      return ending.of(token);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int report(TestToken token) throws Exception {
    return house
        .send(
            house
                .request("/v1/leaks", null)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + token.plainText() + "\"}")))
        .statusCode();
  }

  /** Whether somebody waits for what that transaction holds. */
  private static boolean isWaitedFor(String pid) {
    return !house
        .database
        .rows(
            """
            select w.pid from pg_locks w join pg_locks h on h.transactionid = w.transactionid
            where h.granted and h.pid = %s and not w.granted
            """
                .formatted(pid))
        .isEmpty();
  }
}
