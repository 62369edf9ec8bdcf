package io.colleckt.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void tenAttemptsTakeThreeDays() {
    Duration all = Duration.ZERO;
    for (int attempts = 1; attempts < 10; attempts++) {
      all = all.plus(Backoff.delay(attempts, () -> 0.5).orElseThrow());
    }
    assertThat(all).isBetween(Duration.ofHours(75), Duration.ofHours(76));
    assertThat(Backoff.delay(10, () -> 0.5)).isEmpty();
  }

  @Test
  void delaysAreSpreadByAFifth() {
    assertThat(Backoff.delay(2, () -> 0)).contains(Duration.ofMinutes(4));
    assertThat(Backoff.delay(2, () -> 0.999_999).orElseThrow())
        .isBetween(Duration.ofSeconds(359), Duration.ofMinutes(6));
  }

  @Test
  void theFirstRestIsLongerThanTheFirstDelay() {
    Optional<Duration> longest = Backoff.delay(1, () -> 0.999_999);
    assertThat(Backoff.rest(1)).isGreaterThanOrEqualTo(longest.orElseThrow());
    assertThat(Backoff.rest(2)).isEqualTo(Backoff.rest(1).multipliedBy(2));
    assertThat(Backoff.rest(1000)).isEqualTo(Duration.ofHours(1));
  }
}
