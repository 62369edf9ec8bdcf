package io.colleckt.auth.takeover;

import static io.colleckt.auth.foreign.RowReader.GREATEST_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.MariaDbProcess;
import io.colleckt.auth.testing.TestToken;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of Laravel's are taken over from each database that it is run on. */
class ImportSanctumIT {
  private static final String EVERYTHING = "[\"*\"]";
  private static MariaDbProcess mariaDb;
  private static Installation service;

  private final long first = service.freeIds();

  @BeforeAll
  static void start() throws Exception {
    mariaDb = new MariaDbProcess();
    service = new Installation();
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    mariaDb.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "postgres", "sqlite"})
  void tokensOfLaravelAreLetInUnchanged(String kind) throws Exception {
    LaravelToken old = LaravelToken.old();
    LaravelToken recent = LaravelToken.withChecksum("acme_");
    LaravelToken expired = LaravelToken.withChecksum("");
    LaravelToken narrow = LaravelToken.old();
    LaravelToken powerless = LaravelToken.old();
    try (LaravelDatabase laravel = laravel(kind)) {
      laravel.insert(first, old, EVERYTHING, null);
      laravel.insert(first + 1, recent, EVERYTHING, "2037-01-02 03:04:05");
      laravel.insert(first + 2, expired, EVERYTHING, "2026-01-03 00:00:00");
      laravel.insert(first + 3, narrow, "[\"orders:read\",\"orders:write\"]", null);
      laravel.insert(first + 4, powerless, null, null);

      Installation.Run run = importAll(laravel);

      assertThat(run.exit()).as(run.notes()).isZero();
      assertThat(run.lines())
          .containsExactly(lines("imported", first, first + 1, first + 2, first + 3, first + 4));
      assertThat(service.status(first, old)).isEqualTo(200);
      assertThat(service.status(first, recent)).isEqualTo(401);
      HttpResponse<String> answer = service.verify(first + 1, recent);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "X-Workspace-Id")).isEqualTo("2");
      assertThat(header(answer, "X-Token-Expires-At")).isEqualTo("2037-01-02T03:04:05Z");
      assertThat(service.status(first + 2, expired)).isEqualTo(401);
      answer = service.verify(first + 3, narrow);
      assertThat(header(answer, "X-Token-Abilities")).isEqualTo("orders:read orders:write");
      assertThat(service.status(first + 4, powerless)).isEqualTo(200);
      String asking = first + 4 + "|" + powerless.secret();
      assertThat(service.verify(asking, "?ability=orders:read").statusCode()).isEqualTo(403);
      assertThat(rows("select name, created_at from tokens where id = " + first))
          .containsExactly("Producción 2026-01-02 03:04:05+00");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "postgres", "sqlite"})
  void theSameAgainChangesNothing(String kind) throws Exception {
    try (LaravelDatabase laravel = laravel(kind)) {
      laravel.insert(first, LaravelToken.old(), EVERYTHING, null);
      laravel.insert(first + 1, LaravelToken.old(), "[]", "2037-01-01 00:00:00");
      laravel.with("update personal_access_tokens set last_used_at = '2026-02-03 04:05:06'");
      importAll(laravel);
      List<String> truth = service.truth(first, first + 1);
      assertThat(truth).hasSize(2).allMatch(row -> row.contains("2026-02-03 04:05:06"));

      Installation.Run again = importAll(laravel);

      assertThat(again.lines()).containsExactly(lines("unchanged", first, first + 1));
      assertThat(service.truth(first, first + 1)).isEqualTo(truth);
    }
  }

  @Test
  void moreRowsThanAreReadAtOnceAreAllThere() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.postgres()) {
      laravel.with(
          """
          insert into personal_access_tokens (id, tokenable_type, tokenable_id, name, token, abilities)
          select %d + n, 'User', n, 'many', encode(sha256(n::text::bytea), 'hex'), '["*"]'
          from generate_series(0, 998) n
          """
              .formatted(first));
      Installation.Run run = importAll(laravel);
      assertThat(run.exit()).as(run.notes()).isZero();
      assertThat(run.notes()).contains("999 imported.");
      assertThat(rows("select count(*) from tokens where name = 'many'")).containsExactly("999");
      assertThat(
              rows(
                  "select count(*) from audit where action = 'token.imported' and after->>'name' ="
                      + " 'many'"))
          .containsExactly("999");
      assertThat(importAll(laravel).notes()).contains("999 unchanged.");
    }
  }

  @Test
  void unsignedIdsThatAreTooLargeHereAreSkippedWithTheReason() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.mysql(mariaDb)) {
      laravel.insert(first, LaravelToken.old(), EVERYTHING, null);
      laravel.with(
          """
          insert into personal_access_tokens (id, tokenable_type, tokenable_id, name, token, abilities)
          select 9223372036854775808 + seq, 'User', 7, 'far', sha2(seq, 256), '["*"]'
          from seq_0_to_500
          """);
      Installation.Run run = importAll(laravel);
      assertThat(run.exit()).as(run.notes()).isEqualTo(1);
      assertThat(run.lines())
          .hasSize(502)
          .contains(first + "\timported")
          .contains(
              "9223372036854776308\tskipped\tThe id is no number from 1 to " + GREATEST_ID + ".");
    }
  }

  @Test
  void eachTokenIsOnTheAuditLogWithWhoAndWhat() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, LaravelToken.old(), "[\"read\"]", null);
      importAll(laravel);
      List<String> rows =
          rows(
              "select workspace_id, action, user_agent, after from audit where subject = 'token:%d'"
                  .formatted(first));
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0))
          .startsWith("2 token.imported import-sanctum by " + System.getProperty("user.name"))
          .contains("\"abilities\":[\"read\"]")
          .contains("\"source\":\"laravel-" + first);
    }
  }

  @Test
  void aDryRunDoesNothing() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, LaravelToken.old(), EVERYTHING, null);
      Installation.Run run =
          service.runFrom(
              laravel, "import-sanctum", "--workspace", "2", "--source", "laravel", "--dry-run");
      assertThat(run.lines()).containsExactly(lines("imported", first));
      assertThat(run.notes()).contains("Nothing was done. It would be: 1 imported.");
      assertThat(service.truth(first, first)).isEmpty();
    }
  }

  @Test
  void theGlobalExpirationCountsFromTheCreation() throws Exception {
    LaravelToken token = LaravelToken.old();
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, EVERYTHING, "2037-01-01 00:00:00");
      importAll(laravel, "--expiration", "60", "--time-zone", "+01:00");
      assertThat(rows("select expires_at from tokens where id = " + first))
          .containsExactly("2026-01-02 03:04:05+00");
      assertThat(service.status(first, token)).isEqualTo(401);
    }
  }

  @Test
  void ownIdsComeAfterThoseThatAreTakenOrReserved() throws Exception {
    long taken = TestToken.insert(service.database).id() + 5_000;
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(taken, LaravelToken.old(), EVERYTHING, null);
      importAll(laravel);
      assertThat(TestToken.insert(service.database).id()).isEqualTo(taken + 1);
      importAll(laravel, "--reserve", String.valueOf(taken + 100));
      assertThat(TestToken.insert(service.database).id()).isEqualTo(taken + 101);
      importAll(laravel);
      assertThat(TestToken.insert(service.database).id()).isEqualTo(taken + 102);
    }
  }

  @Test
  void anIdThatIsTakenHereIsACollisionAndNobodyIsHurt() throws Exception {
    LaravelToken theirs = LaravelToken.withChecksum("");
    LaravelToken other = LaravelToken.withChecksum("");
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      TestToken ours = TestToken.insert(service.database);
      long next = ours.id() + 1;
      laravel.insert(ours.id(), theirs, EVERYTHING, null);
      laravel.insert(next, other, EVERYTHING, null);

      Installation.Run run = importAll(laravel);

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.lines())
          .containsExactly(
              ours.id() + "\tcollision\tanother token has this id here; neither was touched",
              next + "\timported");
      assertThat(service.status(ours.id(), new LaravelToken(ours.secret()))).isEqualTo(200);
      assertThat(service.status(ours.id(), theirs)).isEqualTo(401);
      assertThat(service.status(next, other)).isEqualTo(200);
    }
  }

  private LaravelDatabase laravel(String kind) throws Exception {
    return switch (kind) {
      case "mysql" -> LaravelDatabase.mysql(mariaDb);
      case "postgres" -> LaravelDatabase.postgres();
      default -> LaravelDatabase.sqlite();
    };
  }

  /** From a source of the test's own. */
  private Installation.Run importAll(LaravelDatabase laravel, String... further) {
    return service.runFrom(
        laravel,
        Stream.concat(
                Stream.of(
                    "import-sanctum",
                    "--owner",
                    "App\\Models\\User=2",
                    "--workspace",
                    "1",
                    "--source",
                    "laravel-" + first),
                Stream.of(further))
            .toArray(String[]::new));
  }

  private static List<String> rows(String sql) {
    return service.database.rows(sql);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String[] lines(String outcome, long... ids) {
    return LongStream.of(ids).mapToObj(id -> id + "\t" + outcome).toArray(String[]::new);
  }
}
