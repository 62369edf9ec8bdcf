package io.colleckt.auth.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {

  @ParameterizedTest
  @CsvSource({
    "0, 10, true, true",
    "500, 10, false, true",
    "-500, 10, false, true",
    "501, 10, true, false",
    "-501, 10, true, false",
    "100, 400, false, true",
    "-200, 400, false, false",
    "-200, 400, true, true",
    "600, 400, true, true",
    "600, 400, false, false",
    "901, 400, true, false",
    "-501, 400, true, false",
    "3600000, 900, true, false"
  })
  void clocksAreTogetherWithinHalfASecondAndASlowLookOnlyTellsWhatIsSure(
      long apartMillis, long elapsedMillis, boolean before, boolean together) {
    assertThat(Trust.together(apartMillis, Duration.ofMillis(elapsedMillis), before))
        .isEqualTo(together);
  }

  @ParameterizedTest
  @CsvSource({"501, 10, true", "901, 400, true", "-501, 400, true", "363, 900, false"})
  void aSlowLookIsNoReasonToBlameTheClocks(long apartMillis, long elapsedMillis, boolean apart) {
    assertThat(Trust.surelyApart(apartMillis, Duration.ofMillis(elapsedMillis))).isEqualTo(apart);
  }
}
