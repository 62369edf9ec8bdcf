package io.colleckt.auth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The template becomes a page whose only inline script is allowed by its hash. */
class DashboardPageTest {
  private static final String HASH = "0123456789abcdef";

  @Test
  void onlyTheHashIsFilledIn() {
    String template =
        "{{other}} {{hash}}<script type=\"importmap\">{\"ä\": \"{{hash}}\"}\n</script>";
    DashboardPage page = DashboardPage.of(template, HASH);
    String map = "{\"ä\": \"" + HASH + "\"}\n";
    assertThat(page.html().plain().toString())
        .isEqualTo("{{other}} " + HASH + "<script type=\"importmap\">" + map + "</script>");
    assertThat(page.policy())
        .contains("script-src 'self' " + ContentHash.of(map.getBytes(UTF_8)).source() + ";")
        .doesNotContain("unsafe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no import map",
        "<script type=\"importmap\">{}</script><script type=\"importmap\">{}</script>",
        "<script type=\"importmap\">{}\r\n</script>",
        "<script type=\"importmap\">{} and no end"
      })
  void whatABrowserWouldHashInAnotherWayIsRefused(String template) {
    assertThatThrownBy(() -> DashboardPage.of(template, HASH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exactly one <script type=\"importmap\">");
  }
}
