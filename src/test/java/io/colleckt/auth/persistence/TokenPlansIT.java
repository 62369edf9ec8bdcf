package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.token.ListTokens;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How Postgres finds a page of 5,000 tokens, and one of 100,000: by the index of its order, from
 * its place on, never by sorting all.
 */
class TokenPlansIT {
  private static final io.colleckt.auth.testing.Database STORED = Stores.shared().freshDatabase();

  private static Vertx vertx;
  private static Database database;

  @BeforeAll
  static void load() {
    vertx = Vertx.vertx();
    Schema.migrate(STORED.migrationUrl(), STORED.databaseUrl());
    STORED.execute("insert into workspaces (name) values ('Some'), ('Many')");
    STORED.execute(
        """
        insert into tokens (workspace_id, name, environment, secret_hash, created_at, expires_at)
        select case when n % 21 = 0 then 1 else 2 end, 'Token ' || n, 'production', sha256(n::text::bytea), now(),
          case when n % 10 > 0 then now() + (n % 365 - 30) * interval '1 day' end from generate_series(1, 105000) n
        """);
    STORED.execute("analyze");
    database = new Database(vertx, STORED.databaseUrl(), "plans", 2, Duration.ofSeconds(30));
  }

  @AfterAll
  static void close() {
    await(vertx.close());
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, true, false, false", "1, true, true, true, false", "1, true, true, true, true",
    "2, true, true, false, false", "2, true, true, true, false", "2, true, true, true, true",
    "2, true, false, false, false", "2, true, false, true, true"
  })
  void pageByExpiryIsReadByItsIndexFromItsPlaceOn(
      int workspace, boolean byExpiry, boolean ascending, boolean later, boolean soon) {
    String plan = plan(list(workspace, new ListTokens.Order(byExpiry, ascending), later, soon));
    assertThat(plan).contains("tokens_by_expiry").doesNotContain("Seq Scan on tokens");
    if (later || soon) {
      assertThat(plan).containsPattern("Index Cond: \\(\\(workspace_id = [12]\\) AND");
    }
    assertThat(read(plan)).as(plan).isLessThan(200);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true"})
  void pageByAgeIsReadByTheIndexOfTheWorkspace(int workspace, boolean later) {
    String plan = plan(list(workspace, new ListTokens.Order(false, false), later, false));
    assertThat(plan)
        .containsPattern("tokens_of_workspace|tokens_pkey")
        .doesNotContain("Seq Scan on tokens");
    assertThat(read(plan)).as(plan).isLessThan(2_000);
  }

  private static ListTokens list(
      int workspace, ListTokens.Order order, boolean later, boolean soon) {
    Actor actor = new Actor(1, "ada@a.test", workspace, Role.OWNER, "127.0.0.1", "test");
    Optional<Instant> until =
        soon ? Optional.of(Instant.now().plusSeconds(14 * 86_400)) : Optional.empty();
    ListTokens.Filter filter =
        new ListTokens.Filter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), until);
    Optional<ListTokens.Place> after =
        later
            ? Optional.of(new ListTokens.Place(Optional.of(Instant.now()), 50_000))
            : Optional.empty();
    return new ListTokens(actor, filter, order, after, 50, false);
  }

  /** How many rows of tokens were read at most by one step of the plan. */
  private static int read(String plan) {
    return Pattern.compile(" on tokens t .*actual.*rows=([0-9]+)")
        .matcher(plan)
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .max()
        .orElse(Integer.MAX_VALUE);
  }

  /** The plan with what was really read. */
  private static String plan(ListTokens request) {
    TokenPages.Statement page = TokenPages.page(request, 51);
    StringBuilder plan = new StringBuilder();
    await(database.query("explain (analyze, timing off) " + page.sql(), page.parameters()))
        .forEach(row -> plan.append(row.getString(0)).append('\n'));
    return plan.toString();
  }
}
