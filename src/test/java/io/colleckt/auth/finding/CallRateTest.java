package io.colleckt.auth.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rate is held against what is usual for the token itself. */
class CallRateTest {

  @ParameterizedTest
  @CsvSource({
    "5000, 3500, 7, true", // 500 a day
    "4999, 3500, 7, false",
    "1000, 3, 3, true",
    "999,  3, 3, false", // below the floor
    "50000, 2, 2, false", // not enough days
    "2000, 14000, 14, false"
  })
  void tenTimesTheUsualIsHigh(long calls, long before, int days, boolean high) {
    CallRate rate = new CallRate(1, calls, before, days, Optional.of("203.0.113.1"), 0);
    assertThat(rate.suspicion().isPresent()).isEqualTo(high);
  }

  @Test
  void saysWhatItIsHeldAgainst() {
    CallRate rate = new CallRate(1, 5000, 3500, 7, Optional.of("203.0.113.1"), 0);
    assertThat(FindingMessage.of(FindingKind.HIGH_RATE, rate.suspicion().orElseThrow().detail()))
        .isEqualTo(
            "5000 accepted calls in the 24 hours before 1970-01-01T00:00:00Z, last from 203.0.113.1;"
                + " on the 7 days of use before it made 500 a day.");
  }
}
