package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.PlainTextToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that was committed once is in the repository for good: real git, real repositories. */
class ScanHistoryIT {
  @TempDir Path directory;

  private final String token = PlainTextToken.draw("").reveal(12);
  private final String masked = token.substring(0, 7) + "…";
  private Path repository;

  @BeforeEach
  void repository() throws Exception {
    repository = Files.createDirectories(directory.resolve("repository"));
    git("init", "-q");
    Files.writeString(repository.resolve("app.env"), "TOKEN=none\n");
    git("add", ".");
    git("commit", "-qm", "First");
  }

  @Test
  void tokenThatWasTakenOutAgainIsFoundWithItsPath() throws Exception {
    commitAndTakeOut();
    Typed.Result result = scan(repository);
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.lines()).hasSize(1);
    assertThat(result.out())
        .startsWith(repository + " blob ")
        .contains(" app.env:1: " + masked)
        .doesNotContain(token);
    assertThat(Typed.bare().run("scan", "--no-history", repository.toString()).exit()).isZero();
  }

  @Test
  void packedAndBareRepositoriesAreReadAsWell() throws Exception {
    commitAndTakeOut();
    git("gc", "-q", "--aggressive");
    assertThat(scan(repository).lines()).hasSize(1);
    assertThat(scan(repository.resolve(".git")).lines()).hasSize(1);
    git("clone", "-q", "--bare", ".", "../bare.git");
    assertThat(scan(directory.resolve("bare.git")).lines()).hasSize(1);
    assertThat(scan(directory).lines()).hasSize(2);
  }

  @Test
  void branchesStashesTagsAndMessagesAreRead() throws Exception {
    git("commit", "-q", "--allow-empty", "-m", "With " + token);
    git("tag", "-am", "Release of " + token, "v1");
    git("checkout", "-qb", "other", "HEAD~1");
    Files.writeString(repository.resolve("other"), token);
    git("add", ".");
    git("commit", "-qm", "Other");
    Files.writeString(repository.resolve("app.env"), "# stashed\n" + token);
    git("stash", "-q");
    git("checkout", "-q", "-b", "clean", "HEAD~1");
    assertThat(scan(repository).lines().stream().map(ScanHistoryIT::kind))
        .contains("commit", "tag", "blob");
    assertThat(scan(repository).lines().stream().filter(line -> line.contains(" blob ")))
        .hasSize(2);
  }

  @Test
  void commitThatWasAmendedIsStillThere() throws Exception {
    Files.writeString(repository.resolve("app.env"), "TOKEN=" + token);
    git("commit", "-qam", "Oops");
    Files.writeString(repository.resolve("app.env"), "TOKEN=none\n");
    git("commit", "-qa", "--amend", "--allow-empty", "-m", "As if nothing had been");
    assertThat(scan(repository).lines()).hasSize(1);
  }

  @Test
  void nothingOfTheRepositoryIsRun() throws Exception {
    commitAndTakeOut();
    Path trace = directory.resolve("trace");
    String command = "touch " + trace;
    git("config", "core.fsmonitor", command);
    git("config", "diff.evil.textconv", command);
    git("config", "filter.evil.smudge", command);
    git("config", "core.pager", command);
    Files.writeString(repository.resolve(".git/info/attributes"), "* diff=evil filter=evil\n");
    assertThat(scan(repository).out()).contains(masked);
    assertThat(trace).doesNotExist();
  }

  @Test
  void brokenRepositoryIsSaidInOneLine() throws Exception {
    commitAndTakeOut();
    Files.writeString(repository.resolve(".git/HEAD"), "nonsense");
    Typed.Result result = scan(repository);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(2);
    assertThat(result.err())
        .startsWith("colleckt: Not read: the history of " + repository + ": fatal: ");
  }

  private static String kind(String line) {
    return line.replaceFirst("^\\S+ (\\w+) .*$", "$1");
  }

  private void commitAndTakeOut() throws Exception {
    Files.writeString(repository.resolve("app.env"), "TOKEN=" + token + "\n");
    git("commit", "-qam", "Oops");
    Files.writeString(repository.resolve("app.env"), "TOKEN=none\n");
    git("commit", "-qam", "Nothing has been");
  }

  private static Typed.Result scan(Path path) {
    return Typed.bare().run("scan", path.toString());
  }

  private void git(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com"));
    command.addAll(List.of(words));
    Process git =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    String told = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(told).isZero();
  }
}
