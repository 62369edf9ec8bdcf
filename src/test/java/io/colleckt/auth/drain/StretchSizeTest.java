package io.colleckt.auth.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Stretches are as large as commits are fast, so that none holds its locks for long. */
class StretchSizeTest {
  private static final Duration FAST = Duration.ofMillis(99);
  private static final Duration FAIR = Duration.ofMillis(200);
  private static final Duration SLOW = Duration.ofMillis(251);

  private final StretchSize size = new StretchSize();

  @Test
  void fullStretchesThatAreCommittedFastGrowUpToABound() {
    for (int i = 0; i < 10; i++) {
      size.committed(size.mostCalls(), FAST);
    }
    assertThat(size.mostCalls()).isEqualTo(StretchSize.MOST);
  }

  @Test
  void slowCommitsHalveThemDownToABound() {
    size.committed(10, SLOW);
    assertThat(size.mostCalls()).isEqualTo(StretchSize.FIRST / 2);
    for (int i = 0; i < 10; i++) {
      size.committed(10, SLOW);
    }
    assertThat(size.mostCalls()).isEqualTo(StretchSize.FEWEST);
  }

  @Test
  void whatIsNeitherFastNorSlowAndWhatIsSmallChangesNothing() {
    size.committed(size.mostCalls(), FAIR);
    size.committed(size.mostCalls() - 1, FAST);
    assertThat(size.mostCalls()).isEqualTo(StretchSize.FIRST);
  }

  @Test
  void commitsOfFixedSpeedSettleBetweenTheBoundsOfTime() {
    double millisACall = 0.03;
    for (int i = 0; i < 20; i++) {
      size.committed(size.mostCalls(), time(millisACall));
    }
    assertThat(time(millisACall)).isBetween(Duration.ofMillis(100), Duration.ofMillis(250));
  }

  @Test
  void failureMakesThemSmallAtOnce() {
    size.failed();
    assertThat(size.mostCalls()).isEqualTo(StretchSize.FEWEST);
  }

  private Duration time(double millisACall) {
    return Duration.ofMillis(Math.round(size.mostCalls() * millisACall));
  }
}
