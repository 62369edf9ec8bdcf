package io.colleckt.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

  @Test
  void aUrlIsTakenApart() {
    assertThat(WebhookUrl.parse("https://Example.com", false))
        .isEqualTo(new WebhookUrl(true, "Example.com", 443, "/"));
    assertThat(WebhookUrl.parse("https://example.com:8443/a%20b?c=d&e", false))
        .isEqualTo(new WebhookUrl(true, "example.com", 8443, "/a%20b?c=d&e"));
    assertThat(WebhookUrl.parse("https://[2606:4700::1]/", false).literal()).isPresent();
    assertThat(WebhookUrl.parse("http://127.0.0.1:1/", true).port()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          http://example.com/ https://
          ftp://example.com/ https://
          //example.com/ https://
          example.com https://
          https:///path host
          https:path host
          https://ada:secret@example.com/ password
          https://ada@example.com/ password
          https://example.com/#x fragment
          https://example.com:0/ port
          https://example.com:65536/ port
          https://2130706433/ host
          https://0x7f.1/ host
          https://127.1/ host
          https://exa_mple.com/ host
          https://[fe80::1%25eth0]/ address
          https://example.com/é ASCII
          https://example.com/<x> URL
          """)
  void whatIsOddIsRefusedWithASentence(String url, String word) {
    assertThatThrownBy(() -> WebhookUrl.parse(url, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(word)
        .hasMessageEndingWith(".")
        .message()
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00::1]",
        "localhost",
        "a.LOCALHOST"
      })
  void privateAddressesAreForOperatorsToAllow(String host) {
    String url = "https://" + host + ":8443/";
    assertThatThrownBy(() -> WebhookUrl.parse(url, false)).hasMessageContaining("private");
    assertThat(WebhookUrl.parse(url, true).port()).isEqualTo(8443);
  }
}
