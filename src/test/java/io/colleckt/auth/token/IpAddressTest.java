package io.colleckt.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shortest form is the one that Postgres writes. */
class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "2001:db8:0:0:0:0:0:1, 2001:db8::1",
    "2001:DB8::1:0:0:1, 2001:db8::1:0:0:1",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "0:0:0:1:0:0:0:1, ::1:0:0:0:1",
    "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
    "0:0:0:0:0:0:0:1, ::1",
    "::, ::"
  })
  void longestRunOfZerosIsLeftOut(String written, String shortest) {
    assertThat(IpAddress.parse(written).shortest()).isEqualTo(shortest);
    assertThat(IpAddress.parse(shortest)).isEqualTo(IpAddress.parse(written));
  }
}
