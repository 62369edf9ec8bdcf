package io.colleckt.auth.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String RANDOM = "abcDEFghi012JKLmno345PQRstu678VWXyz9ABCd";
  private static final String SECRET = RANDOM + checksum(RANDOM);
  private static final String SHA_1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
  private static final String SHA_256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @ParameterizedTest
  @ValueSource(strings = {"12|", "12.", "12%7C", "12%7c", "9007199254740991|", "12|live_", ""})
  void aTokenIsTakenOut(String before) {
    assertThat(Redaction.of("/orders/" + before + SECRET + "/items"))
        .doesNotContain(SECRET)
        .doesNotContain(RANDOM)
        .contains("[redacted]")
        .startsWith("/orders/")
        .endsWith("/items");
  }

  @Test
  void aTokenWithoutChecksumIsKnownByItsId() {
    assertThat(Redaction.of("curl/8.5 12|" + RANDOM)).isEqualTo("curl/8.5 [redacted]");
  }

  @Test
  void aSecretBetweenOtherLettersIsTakenOut() {
    assertThat(Redaction.of("/x" + SECRET + "yz")).isEqualTo("/[redacted]");
  }

  @Test
  void everySecretOfSeveralIsTakenOut() {
    assertThat(Redaction.of("/a/1|" + SECRET + "/b/2|" + SECRET))
        .isEqualTo("/a/[redacted]/b/[redacted]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/orders/12/items",
        "/repos/x/commits/" + SHA_1,
        "/files/" + SHA_256,
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0"
      })
  void whatIsNoTokenStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @Test
  void aCutLeavesNoHalfSecret() {
    for (int padding = 1990; padding < 2050; padding++) {
      String text = "/" + "a/".repeat(padding / 2) + SECRET;
      assertThat(Redaction.of(text)).doesNotContain(SECRET.substring(0, 8)).hasSizeLessThan(2060);
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return String.format("%08x", crc.getValue());
  }
}
