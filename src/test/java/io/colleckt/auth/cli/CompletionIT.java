package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tabulator key in real shells on a terminal of their own. */
class CompletionIT {
  private static final int PATIENCE_MILLIS = 60_000;

  @TempDir Path directory;

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assertCompleted("bash", "bash --norc --noprofile -i");
  }

  @Test
  void zshCompletesCommandsAndOptions() throws Exception {
    assertCompleted("zsh", "zsh -f -i");
    assertThat(Typed.bare().run("completion", "zsh").out())
        .as("once, where nobody has done so")
        .containsOnlyOnce("compinit && compinit");
  }

  private void assertCompleted(String name, String interactive) throws Exception {
    Typed.Result written = Typed.bare().run("completion", name);
    assertThat(written.exit()).isZero();
    Path script = Files.writeString(directory.resolve(name), written.out());
    try (Shell shell = new Shell(interactive)) {
      shell.type("PS1='next''> '; colleckt() { echo \"words<$*>\"; }; source " + script + "\n");
      shell.await("next> ");
      shell.type("colleckt tok\tro\t--grac\t\n");
      shell.await("words<token rotate --grace-hours>");
      shell.type("colleckt scan --rev\t\n");
      shell.await("words<scan --revoke>");
      shell.type("colleckt completion z\t\n");
      shell.await("words<completion zsh>");
    }
  }

  /** Somebody at a keyboard. */
  private static final class Shell implements AutoCloseable {
    private final Process process;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    private Shell(String interactive) throws IOException {
      ProcessBuilder builder = new ProcessBuilder("script", "-qfc", interactive, "/dev/null");
      builder.environment().put("TERM", "dumb");
      builder.environment().put("HISTFILE", "/dev/null");
      process = builder.redirectErrorStream(true).start();
      new Thread(this::watch, "shell").start();
    }

    private void watch() {
      try (InputStream in = process.getInputStream()) {
        in.transferTo(seen);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void type(String keys) throws IOException {
      OutputStream keyboard = process.getOutputStream();
      keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    }

    private void await(String text) throws Exception {
      assertThat(Await.becomesTrue(PATIENCE_MILLIS, () -> screen().contains(text)))
          .as(text + " in " + screen())
          .isTrue();
    }

    private String screen() {
      return seen.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
