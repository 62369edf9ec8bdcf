package io.colleckt.auth.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.TestToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens come from files as well, and whatever stands in these hurts nobody. */
class ImportFileIT {
  private static final String HEADER =
      "id,tokenable_type,tokenable_id,name,token,abilities,last_used_at,expires_at,created_at\n";
  private static final String HERE = "App\\Models\\User,7";
  private static Installation service;

  @TempDir Path directory;
  private final long first = service.freeIds();

  @BeforeAll
  static void start() throws Exception {
    service = new Installation();
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  @Test
  void anExportOfTheTableIsTakenOver() throws Exception {
    LaravelToken token = LaravelToken.withChecksum("");
    Path file =
        write(
            "\uFEFF" + HEADER,
            first
                + ","
                + HERE
                + ",\"Bob's \"\"phone\"\", old\nand new\","
                + token.column()
                + ",\"[\"\"read\"\",\"\"write\"\"]\",NULL,2037-01-01T00:00:00.000000Z,\\N");
    Installation.Run run =
        service.run("import-sanctum", "--csv", file.toString(), "--workspace", "1");
    assertThat(run.lines()).containsExactly(first + "\timported\tits name was not allowed here");
    assertThat(service.status(first, token)).isEqualTo(200);
    assertThat(service.database.rows("select name, abilities from tokens where id = " + first))
        .containsExactly("Bob's \"phone\", old and new {read,write}");
  }

  @Test
  void badRowsAreSkippedAndSayWhyAndTheOthersAreTaken() throws Exception {
    LaravelToken good = LaravelToken.withChecksum("");
    Path file =
        write(
            HEADER,
            row(first, HERE, good.column(), "\"[\"\"*\"\"]\"", ""),
            row(first, HERE, LaravelToken.old().column(), "\"[\"\"*\"\"]\"", ""),
            row(first + 1, HERE, "", "[]", ""),
            row(first + 2, HERE, "abc123", "[]", ""),
            row(first + 3, HERE, LaravelToken.old().column(), "\"[\"\"*\"\"\"", ""),
            row(first + 4, HERE, LaravelToken.old().column(), "[]", "31/12/2026"),
            row(first + 5, "App\\Models\\Robot,1", LaravelToken.old().column(), "[]", ""),
            "9f1c-uuid," + HERE + ",n," + LaravelToken.old().column() + ",[],,,");
    Installation.Run run =
        service.run("import-sanctum", "--csv", file.toString(), "--owner", "App\\Models\\User=1");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            first + "\timported",
            first + "\tskipped\tAnother row before it has the same id: that one counts.",
            first + 1 + "\tskipped\tThe column token is empty.",
            first + 2 + "\tskipped\tThe column token holds no SHA-256: 6 characters.",
            first + 3 + "\tskipped\tIts abilities are no JSON list of names.",
            first + 4 + "\tskipped\tIts expires_at is no time that is understood.",
            first + 5 + "\tskipped\tNo workspace for its owner App\\Models\\Robot#1.",
            "9f1c-uuid\tskipped\tThe id is no number from 1 to 4503599627370495.");
    assertThat(service.status(first, good)).isEqualTo(200);
    assertThat(service.truth(first, first + 9)).hasSize(1);
  }

  @Test
  void ownersMayComeFromAFile() throws Exception {
    Path owners = directory.resolve("owners.csv");
    Files.writeString(
        owners,
        "tokenable_type,tokenable_id,workspace\nApp\\Models\\User,7,2\nApp\\Models\\User,*,1\n");
    Path file =
        write(
            HEADER,
            row(first, HERE, LaravelToken.old().column(), "[]", ""),
            row(first + 1, "App\\Models\\User,8", LaravelToken.old().column(), "[]", ""));
    service.run("import-sanctum", "--csv", file.toString(), "--owners", owners.toString());
    assertThat(
            service.database.rows(
                "select workspace_id from tokens where id between %d and %d order by id"
                    .formatted(first, first + 1)))
        .containsExactly("2", "1");
    assertThat(service.run("import-sanctum", "--csv", file.toString(), "--workspace", "1").lines())
        .containsExactlyInAnyOrder(
            first + "\tskipped\tit is in workspace 2 here, and its owner's is 1",
            first + 1 + "\tunchanged");
  }

  @Test
  void hashedKeysOfAnySystemAreTakenOver() throws Exception {
    LaravelToken hex = LaravelToken.old();
    LaravelToken base64 = LaravelToken.old();
    String digest = Base64.getEncoder().encodeToString(TestToken.hash(base64.secret()).bytes());
    Path file =
        write(
            "key_id,hash,name,abilities\n",
            "%d,%s,one,".formatted(first, hex.column()),
            "%d,%s,two,read write".formatted(first + 1, digest));
    Installation.Run run =
        service.run(
            "import-csv",
            file.toString(),
            "--column",
            "id=key_id",
            "--workspace",
            "2",
            "--environment",
            "sandbox");
    assertThat(run.exit()).as(run.notes()).isZero();
    assertThat(service.status(first, hex)).isEqualTo(200);
    assertThat(service.verify(first + "." + hex.secret(), "").statusCode()).isEqualTo(200);
    assertThat(service.verify(first + 1, base64).headers().map())
        .containsEntry("x-token-abilities", List.of("read write"))
        .containsEntry("x-token-environment", List.of("sandbox"));
    assertThat(service.database.rows("select abilities from tokens where id = " + first))
        .as("an empty cell gives nothing away")
        .containsExactly("{}");
  }

  @Test
  void secondFileWithTheSameNumbersOverwritesNothing() throws Exception {
    LaravelToken one = LaravelToken.old();
    Path file = write("id,hash,name\n", "%d,%s,one".formatted(first, one.column()));
    assertThat(service.run("import-csv", file.toString(), "--workspace", "1").exit()).isZero();
    String other = "%d,%s,two".formatted(first, LaravelToken.old().column());
    Path another = Files.writeString(file.resolveSibling("other.csv"), "id,hash,name\n" + other);
    Installation.Run run = service.run("import-csv", another.toString(), "--workspace", "1");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines()).singleElement().asString().startsWith(first + "\tcollision");
    assertThat(service.status(first, one)).isEqualTo(200);
  }

  @Test
  void wrongWordsAndSourcesEndAtOnceWithAReason() throws Exception {
    Path file = write("id,name\n1,x\n");
    LaravelDatabase laravel = LaravelDatabase.sqlite();
    String sqlite = laravel.url();
    assertRefused("has no column", "--csv", file.toString(), "--workspace", "1");
    assertRefused("There is no workspace [999]", "--from", sqlite, "--workspace", "999");
    assertRefused("Say which workspace", "--from", sqlite);
    assertRefused("Say where the tokens are", "--workspace", "1");
    assertRefused("cannot be read", "--from", sqlite, "--workspace", "1", "--table", "none");
    assertRefused("other characters", "--from", sqlite, "--workspace", "1", "--table", "a;b");
    assertRefused("address of the source", "--from", "oracle://x/y", "--workspace", "1");
    assertRefused("--follow reads a database", "--csv", "x", "--workspace", "1", "--follow");
    assertRefused("--time-zone", "--from", sqlite, "--workspace", "1", "--time-zone", "Mars");
    assertRefused("cannot be read", "--from", "sqlite:/none/none", "--workspace", "1");
    laravel.with("alter table personal_access_tokens rename column token to digest");
    assertRefused("has no column token", "--from", sqlite, "--workspace", "1");
    String query = "postgresql://db.example.com/laravel?user=root&Password=hunter2hunter2";
    assertThat(assertRefused("Others see arguments", "--from", query, "--workspace", "1"))
        .doesNotContain("hunter2");
    String telling = "mysql://root:hunter2hunter2@127.0.0.1:1/laravel";
    assertThat(assertRefused("Others see arguments", "--from", telling, "--workspace", "1"))
        .doesNotContain("hunter2");
  }

  /** The source, or the stores of the service. */
  @Test
  void whatIsAwayMayComeBack() throws Exception {
    String nobody = "://root:hunter2hunter2@127.0.0.1:" + JavaProcess.freePort() + "/laravel";
    for (String kind : List.of("mysql", "mariadb", "postgresql")) {
      assertAway("cannot be read", Map.of("SANCTUM_DATABASE_URL", kind + nobody), "--source", "x");
    }
    Path file =
        write("id,tokenable_type,tokenable_id,name,token,abilities,expires_at,created_at\n");
    Map<String, String> away = new HashMap<>(service.settings());
    away.put("COLLECKT_DATABASE_URL", "postgresql" + nobody);
    away.put("COLLECKT_MIGRATION_URL", "postgresql" + nobody);
    assertAway("cannot be migrated", away, "--csv", file.toString());
    away.put("COLLECKT_HTP_PORT", "1");
    Installation.Run wrong =
        service.runAt(away, "import-sanctum", "--workspace", "1", "--csv", file.toString());
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.notes()).contains("COLLECKT_HTP_PORT is not a setting").hasLineCount(1);
  }

  private void assertAway(String reason, Map<String, String> environment, String... further) {
    List<String> words = new ArrayList<>(List.of("import-sanctum", "--workspace", "1"));
    Collections.addAll(words, further);
    Map<String, String> all = new HashMap<>(service.settings());
    all.putAll(environment);
    Installation.Run run = service.runAt(all, words.toArray(String[]::new));
    assertThat(run.exit()).as(run.notes()).isEqualTo(4);
    assertThat(run.notes()).contains(reason).doesNotContain("hunter2").hasLineCount(1);
  }

  @Test
  void databaseOfThisMachineIsToBeNamed() throws Exception {
    for (String url : List.of(LaravelDatabase.sqlite().url(), "mysql://root@127.0.0.1/laravel")) {
      Installation.Run run = service.run("import-sanctum", "--from", url, "--workspace", "1");
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.notes()).contains("Say with --source NAME which installation this is");
    }
  }

  private String assertRefused(String reason, String... further) {
    List<String> words = new ArrayList<>(List.of("import-sanctum", "--source", "x"));
    Collections.addAll(words, further);
    Installation.Run run = service.run(words.toArray(String[]::new));
    assertThat(run.notes()).contains(reason);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.lines()).isEmpty();
    return run.notes();
  }

  private static String row(
      long id, String owner, String hash, String abilities, String expiresAt) {
    return "%d,%s,n,%s,%s,,%s,2026-01-01 00:00:00".formatted(id, owner, hash, abilities, expiresAt);
  }

  private Path write(String header, String... rows) throws Exception {
    return Files.writeString(
        directory.resolve("tokens.csv"), header + String.join("\n", rows) + "\n");
  }
}
