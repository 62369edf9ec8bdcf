package io.colleckt.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "ünïcödé-ist-auch-gut",
        "            x",
        "password is only a part of it"
      })
  void lengthIsWhatCounts(String text) {
    assertThat(new Password(text).complaint("ada@example.com")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "eleven char",
        "Ada@Example.com",
        "Password1234",
        "passwordPassword",
        "aaaaaaaaaaaaaaaa",
        "123456789012",
        "123412341234",
        "qwertyqwerty",
        "abcabcabcabc"
      })
  void theWorstAreRefused(String text) {
    assertThat(new Password(text).complaint("ada@example.com")).isPresent();
  }

  @Test
  void aCharacterIsACodePoint() {
    assertThat(new Password("🙂🙃😉😊😇🥰😍").complaint("a@b")).isPresent();
    assertThat(new Password("🙂🙃😉😊😇🥰😍".repeat(18)).isTooLong()).isFalse();
    assertThat(new Password("x".repeat(129)).isTooLong()).isTrue();
    assertThat(new Password("x".repeat(1 << 20)).complaint("a@b")).isPresent();
  }

  @Test
  void textFormHidesIt() {
    Password password = new Password("correct horse battery");
    assertThat(password).hasToString("Password[…]");
    assertThat(new ChangePassword(null, Fingerprint.of("id"), password, password).toString())
        .doesNotContain("horse");
  }
}
