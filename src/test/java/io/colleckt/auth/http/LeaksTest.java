package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.leak.Leak;
import io.colleckt.auth.leak.LeakPolicy;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.BearerParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaksTest {
  private static final String OLD = "k".repeat(40);
  private final TestToken told = new TestToken(12, TestToken.randomSecret());
  private final TestToken other = new TestToken(13, TestToken.randomSecret());

  @Test
  void noTokenIsKeptHoweverItIsWritten() {
    for (String secret : List.of(told.secret(), other.secret(), OLD)) {
      for (String text : List.of("12|" + secret, "13." + secret)) {
        for (int times = 0; times < 4; times++) {
          String url = "https://a/?x=1&t=" + encoded(text, times) + "&y=2";
          assertThat(kept(url)).isEqualTo("https://a/?x=1&t=[redacted]&y=2");
        }
      }
    }
    assertThat(kept("https://a/" + encoded(told.secret(), 1) + "/b"))
        .isEqualTo("https://a/[redacted]/b");
    assertThat(kept("https://a/12%257C" + OLD)).isEqualTo("https://a/[redacted]");
    assertThat(kept("https://a/?" + encoded("12|" + OLD, 12))).isEqualTo("[redacted]");
  }

  @Test
  void secretThatWasReportedIsKnownByItself() {
    assertThat(kept("12|" + OLD, "https://a/" + OLD + "/")).isEqualTo("https://a/[redacted]/");
  }

  @Test
  void whatHoldsNoTokenIsKeptAsItIsWritten() {
    String url = "https://a/b%20c/%E2%82%AC?d=%2525&e=100%&f=" + "a".repeat(40);
    assertThat(kept(url)).isEqualTo(url);
  }

  private String kept(String url) {
    return kept(told.plainText(), url);
  }

  private static String kept(String token, String url) {
    return new Leaks(new BearerParser(100), LeakPolicy.DEFAULT)
        .report(token, new Leak("anyone", "", url), new Visitor("192.0.2.1", ""))
        .orElseThrow()
        .leak()
        .url();
  }

  /** Each character with its percent sign, and that so many times. */
  private static String encoded(String text, int times) {
    if (times == 0) {
      return text;
    }
    StringBuilder encoded = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.US_ASCII)) {
      encoded.append("%").append("25".repeat(times - 1)).append(String.format("%02X", each));
    }
    return encoded.toString();
  }
}
