package io.colleckt.auth.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.Processes;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who stops following is told what was done, and every change that was made. */
class StoppedFollowingIT {
  private static final long PATIENCE_MILLIS = 120_000;

  @TempDir Path directory;

  @Test
  void followingThatIsStoppedTellsWhatItHasDone() throws Exception {
    try (Installation service = new Installation();
        LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(1, LaravelToken.old(), "[\"*\"]", null);
      laravel.insert(2, LaravelToken.old(), "[\"*\"]", null);
      assertThat(exitOf(service, laravel, Processes::interrupt, "2 imported.")).isEqualTo(130);
      assertThat(exitOf(service, laravel, Processes::terminate, "2 unchanged.")).isEqualTo(143);
    }
  }

  private int exitOf(
      Installation service, LaravelDatabase laravel, LongConsumer stop, String summary)
      throws Exception {
    Path notes = directory.resolve("notes");
    Map<String, String> settings = new HashMap<>(service.settings());
    settings.putAll(laravel.environment());
    JavaProcess.Launch launch =
        new JavaProcess.Launch(
            List.of(
                "io.colleckt.auth.Main",
                "import-sanctum",
                "--workspace",
                "1",
                "--source",
                "laravel",
                "--follow"),
            JavaProcess.SMALL,
            settings);
    try (JavaProcess following = JavaProcess.talking(launch, notes)) {
      assertThat(
              Await.becomesTrue(
                  PATIENCE_MILLIS, () -> Files.readString(notes).contains("Following")))
          .isTrue();
      int before = Files.readAllLines(notes).size();
      stop.accept(following.pid());
      assertThat(following.process().waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
      InputStream out = following.process().getInputStream();
      assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8)).hasLineCount(2);
      List<String> last = Files.readAllLines(notes);
      assertThat(last.subList(before, last.size())).anyMatch(line -> line.equals(summary));
      return following.process().exitValue();
    }
  }
}
