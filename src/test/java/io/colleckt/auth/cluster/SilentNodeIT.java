package io.colleckt.auth.cluster;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Certificates;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.Neighbours;
import io.colleckt.auth.testing.Processes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two nodes answer a third; one of them is killed or frozen. It is asked no more soon, and asked
 * again soon after it is back, the same one or another. {@code -Dlong} freezes it for 20 and 90
 * seconds too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SilentNodeIT {
  /** Silence of 1.5 s, and what a busy machine adds. */
  private static final long NOTICED_MILLIS = 8_000;

  private static final long BACK_MILLIS = 20_000;
  private static final long PATIENCE_MILLIS = 60_000;

  /** So many questions in a row, one of two nodes in turn, say that only one of them is asked. */
  private static final int ROW = 8;

  private final JavaProcess[] nodes = new JavaProcess[2];
  @TempDir static Path files;
  private Neighbours neighbours;
  private Participant asker;

  @BeforeAll
  void start() throws Exception {
    neighbours = new Neighbours(3, Optional.of(Certificates.in(files)));
    asker = Participant.of(neighbours, 2);
    start(0);
    start(1);
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> asks(0) && asks(1))).isTrue();
  }

  @AfterAll
  void end() {
    asker.close();
    List.of(nodes).forEach(JavaProcess::kill);
  }

  static List<Integer> seconds() {
    return Boolean.getBoolean("long") ? List.of(3, 20, 90) : List.of(3);
  }

  @ParameterizedTest
  @MethodSource("seconds")
  void frozen(int seconds) throws Exception {
    Processes.freeze(nodes[0].pid());
    long endNanos = System.nanoTime() + seconds * 1_000_000_000L;
    long noticed = millisUntil(NOTICED_MILLIS, this::onlyTheOtherIsAsked);
    Thread.sleep(Math.max(0, (endNanos - System.nanoTime()) / 1_000_000));
    Processes.thaw(nodes[0].pid());
    long back = millisUntil(BACK_MILLIS, () -> asks(0));
    tell("frozen for " + seconds + " s", noticed, back);
  }

  @Test
  void killed() throws Exception {
    nodes[0].kill();
    long noticed = millisUntil(NOTICED_MILLIS, this::onlyTheOtherIsAsked);
    long startedNanos = System.nanoTime();
    start(0);
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> asks(0))).as("the new one is asked").isTrue();
    tell("killed; started anew", noticed, (System.nanoTime() - startedNanos) / 1_000_000);
  }

  /** A node that starts waits for no other, whoever is frozen. */
  @Test
  void startedWhileAnotherIsFrozen() throws Exception {
    nodes[1].kill();
    Processes.freeze(nodes[0].pid());
    long startedNanos = System.nanoTime();
    start(1);
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> asks(1))).as("the new one is asked").isTrue();
    tell("started while another is frozen", 0, (System.nanoTime() - startedNanos) / 1_000_000);
    Processes.thaw(nodes[0].pid());
    assertThat(becomesTrue(BACK_MILLIS, () -> asks(0))).isTrue();
  }

  private void start(int number) throws Exception {
    List<String> words = List.of(Participant.class.getName(), String.valueOf(number));
    JavaProcess.Launch launch =
        new JavaProcess.Launch(
            words, List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"), neighbours.settings(number));
    nodes[number] = JavaProcess.started(launch, JavaProcess.log("silent-" + number));
  }

  private boolean asks(long number) {
    for (int i = 0; i < 4; i++) {
      if (asker.ask() == number) {
        return true;
      }
    }
    return false;
  }

  private boolean onlyTheOtherIsAsked() {
    List<Long> answers = new ArrayList<>();
    while (answers.size() < ROW && answers.stream().allMatch(answer -> answer == 1)) {
      answers.add(asker.ask());
    }
    return answers.stream().allMatch(answer -> answer == 1);
  }

  private static long millisUntil(long most, Await.Condition condition) throws Exception {
    long startNanos = System.nanoTime();
    assertThat(becomesTrue(most, condition)).isTrue();
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  private static void tell(String what, long noticedMillis, long backMillis) {
    System.out.printf(
        Locale.ROOT,
        "SilentNodeIT: %s: asked no more after %d ms, asked again after %d ms%n",
        what,
        noticedMillis,
        backMillis);
  }
}
