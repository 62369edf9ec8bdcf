package io.colleckt.auth.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01 12:00:00",
        "2026-03-01 12:00",
        "2026-03-01T12:00:00",
        "2026-03-01t12:00:00z",
        "2026-03-01 12:00:00.000000",
        "2026-03-01T12:00:00.000000Z",
        "2026-03-01 12:00:00+00",
        "2026-03-01 14:00:00+02",
        "2026-03-01 14:00:00 +0200",
        "2026-03-01T14:00:00+02:00",
        "2026-03-01 12:00:00 UTC",
        " 2026-03-01 12:00:00 ",
        "1772366400",
        "1772366400000"
      })
  void timesAreReadAsTheyAreWritten(String text) {
    assertThat(SourceTime.read(text, ZoneId.of("UTC"))).isEqualTo(NOON);
  }

  @Test
  void withoutAnOffsetItIsTheApplicationsTime() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(SourceTime.read("2026-03-01 13:00:00", berlin)).isEqualTo(NOON);
    assertThat(SourceTime.read("2026-03-01 12:00:00Z", berlin)).isEqualTo(NOON);
    assertThat(SourceTime.read("2026-03-01 12:00:00 UTC", berlin)).isEqualTo(NOON);
  }

  @Test
  void aDateAloneBeginsAtMidnight() {
    assertThat(SourceTime.read("2026-03-01", ZoneId.of("UTC")))
        .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-00-00 00:00:00",
        "2026-02-30 00:00:00",
        "01/03/2026",
        "tomorrow",
        "",
        "12",
        "99999999999999999999",
        "2026-03-01 25:00:00",
        "-2026-03-01 12:00:00",
        "1969-12-31 12:00:00"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> SourceTime.read(text, ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
