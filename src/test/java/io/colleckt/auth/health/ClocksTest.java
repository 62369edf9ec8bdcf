package io.colleckt.auth.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClocksTest {
  private static final long START_NANOS = Long.MAX_VALUE - 1_000_000_000L; // it overflows
  private static final long START_MILLIS = 1_800_000_000_000L;

  private final Clocks clocks = new Clocks(START_NANOS, START_MILLIS);
  private long nanos = START_NANOS;
  private long millis = START_MILLIS;

  @Test
  void looksThatFollowEachOtherAreNoTrouble() {
    for (int i = 0; i < 20; i++) {
      Clocks.Step step = look(200, 200);
      assertThat(step.stoodStill()).isFalse();
      assertThat(step.jumped()).isFalse();
    }
  }

  @Test
  void longTimeBetweenTwoLooksIsAStandstill() {
    assertThat(look(1_000, 1_000).stoodStill()).isFalse();
    Clocks.Step step = look(3_000, 3_000);
    assertThat(step.stoodStill()).isTrue();
    assertThat(step.elapsed()).isEqualTo(Duration.ofSeconds(3));
    assertThat(step.jumped()).isFalse();
    assertThat(look(200, 200).stoodStill()).isFalse();
  }

  @Test
  void wallClockThatGoesAheadOrBackHasJumped() {
    assertThat(look(200, 3_600_200).jump()).isEqualTo(Duration.ofHours(1));
    assertThat(look(200, 200).jumped()).isFalse();
    Clocks.Step back = look(200, -3_599_800);
    assertThat(back.jumped()).isTrue();
    assertThat(back.stoodStill()).isFalse();
    assertThat(look(200, 600).jumped()).isFalse();
  }

  @Test
  void machineThatSleptHasJumpedThoughTheMonotonicClockStood() {
    Clocks.Step step = look(200, 600_000);
    assertThat(step.stoodStill()).isFalse();
    assertThat(step.jumped()).isTrue();
  }

  private Clocks.Step look(long monotonicMillis, long wallMillis) {
    nanos += monotonicMillis * 1_000_000;
    millis += wallMillis;
    return clocks.look(nanos, millis);
  }
}
