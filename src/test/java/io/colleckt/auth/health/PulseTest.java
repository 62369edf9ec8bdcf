package io.colleckt.auth.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Pulse pulse = new Pulse(late -> {});

  @Test
  void silenceGrowsUntilTheNextBeat() {
    pulse.beat();
    assertThat(pulse.silence(LOOK)).isZero();
    assertThat(pulse.silence(LOOK)).isEqualTo(LOOK);
    assertThat(pulse.silence(LOOK)).isEqualTo(LOOK.multipliedBy(2));
    pulse.beat();
    assertThat(pulse.silence(LOOK)).isZero();
  }

  @Test
  void standstillOfTheWholeProcessIsNoSilenceOfTheLoop() {
    pulse.beat();
    assertThat(pulse.silence(LOOK)).isZero();
    assertThat(pulse.silence(Duration.ofSeconds(90))).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void stuckLoopIsNamedWithWhatItDoes() {
    pulse.beat();
    pulse.silence(LOOK);
    pulse.silence(LOOK);
    StuckException stuck = pulse.stuck();
    assertThat(stuck)
        .hasMessageContaining(Thread.currentThread().getName())
        .hasMessageContaining("0.2 s");
    assertThat(stuck.getStackTrace()).anyMatch(at -> at.getClassName().endsWith("PulseTest"));
  }
}
