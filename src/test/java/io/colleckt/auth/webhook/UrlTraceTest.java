package io.colleckt.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows the host stays hidden. */
class UrlTraceTest {

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/T0/B0/secret, https://hooks.slack.com",
    "https://example.com, https://example.com",
    "https://example.com?key=secret, https://example.com",
    "http://[::1]:8080/secret?a=/b, http://[::1]:8080",
    "https://a:secret@example.com/, ''",
    "secret, ''"
  })
  void schemeAndHostAreTold(String url, String origin) {
    assertThat(UrlTrace.of(url).origin()).isEqualTo(origin);
  }

  @Test
  void digestTellsUrlsApart() {
    assertThat(UrlTrace.of("https://example.com/").digest()).isEqualTo("0f115db062b7");
    assertThat(UrlTrace.of("https://example.com/a").digest()).isNotEqualTo("0f115db062b7");
  }
}
