package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.Processes;
import io.colleckt.auth.testing.Workspace;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who stops watching leaves no session behind. */
class StoppedTailIT {
  private static final long PATIENCE_MILLIS = 120_000;

  @TempDir Path directory;
  private Workspace workspace;
  private Workspace.Issued token;

  @BeforeEach
  void signUp() throws Exception {
    workspace = Workspace.shared();
    token = workspace.token("Watched");
  }

  @Test
  void tailThatIsStoppedSignsOut() throws Exception {
    assertThat(exitOf(Processes::interrupt)).isEqualTo(130);
    assertThat(exitOf(Processes::terminate)).isEqualTo(143);
  }

  private int exitOf(LongConsumer stop) throws Exception {
    Path errors = directory.resolve("errors");
    JavaProcess.Launch launch =
        new JavaProcess.Launch(
            List.of("io.colleckt.auth.Main", "activity", "tail"),
            JavaProcess.SMALL,
            Typed.ownerOf(workspace).environment());
    try (JavaProcess tail = JavaProcess.talking(launch, errors);
        BufferedReader out = tail.process().inputReader(StandardCharsets.UTF_8)) {
      CompletableFuture<String> told =
          CompletableFuture.supplyAsync(() -> out.lines().findFirst().orElseThrow());
      assertThat(Await.becomesTrue(PATIENCE_MILLIS, () -> callUntil(told))).isTrue();
      assertThat(sessions()).isEqualTo(2);
      stop.accept(tail.pid());
      assertThat(tail.process().waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
      assertThat(Await.becomesTrue(20_000, () -> sessions() == 1)).isTrue();
      assertThat(errors).isEmptyFile();
      return tail.process().exitValue();
    }
  }

  private boolean callUntil(CompletableFuture<?> told) throws Exception {
    workspace.call(token, "/orders");
    return told.isDone();
  }

  /** That in which the token was made among them. */
  private long sessions() {
    String count = "select count(*) from sessions where workspace_id = " + workspace.id();
    return Long.parseLong(workspace.database().rows(count).get(0));
  }
}
