package io.colleckt.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name is one line of text. */
class TokenNameTest {

  @Test
  void blanksAtBothEndsGo() {
    assertThat(TokenName.of("\u2003 My CI\n")).isEqualTo("My CI");
  }

  @Test
  void lengthCountsCharactersNotBytes() {
    assertThat(TokenName.of("\ud83d\ude00".repeat(255))).hasSize(510);
    assertThatIllegalArgumentException().isThrownBy(() -> TokenName.of("n".repeat(256)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\u2060 \u200d", "gnp\u202eexe", "a\u2066b"})
  void whatCannotBeSeenOrReadsAsSomethingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TokenName.of(text));
  }

  @Test
  void joinersHaveTheirPlace() {
    String family = "\ud83d\udc69\u200d\ud83d\udc67";
    assertThat(TokenName.of(family)).isEqualTo(family);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u2003", "a\nb", "a\u0000", "a\u007fb", "a\u009fb", "a\u2029b"})
  void nothingOrMoreThanALineIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TokenName.of(text));
  }
}
