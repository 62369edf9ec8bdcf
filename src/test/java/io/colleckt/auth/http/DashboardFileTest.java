package io.colleckt.auth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is kept of a file. */
class DashboardFileTest {

  @Test
  void whatDoesNotGetSmallerIsNotKeptCompressed() {
    assertThat(DashboardFile.of("a.js", "let a".getBytes(UTF_8)).gzip()).isNull();
    byte[] longer = "let a;".repeat(100).getBytes(UTF_8);
    assertThat(DashboardFile.of("a.js", longer).gzip().length()).isLessThan(longer.length);
  }

  @Test
  void aFileOfNoKnownTypeIsRefused() {
    assertThatThrownBy(() -> DashboardFile.of("ui/notes.md", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Nobody knows the content type of ui/notes.md.");
  }

  @Test
  void aTagIsOfTheContent() {
    String tag = DashboardFile.of("a.js", "let a".getBytes(UTF_8)).tag();
    assertThat(tag).matches("W/\"[0-9a-f]{16}\"");
    assertThat(DashboardFile.of("b.js", "let b".getBytes(UTF_8)).tag()).isNotEqualTo(tag);
  }
}
