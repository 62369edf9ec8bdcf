package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/a%20b", "/%c3%A9", "/a?b=%", "http://host/a", "HTTPS://host", "/a;b=c"})
  void pathsAndAbsoluteAddressesAreAcceptable(String target) {
    assertThat(RequestTarget.isAcceptable(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "a",
        "ftp://a",
        "/%",
        "/%4",
        "/%4g",
        "/%g4",
        "/%00",
        "/a\u00e9",
        "/\t",
        "/?\u007f"
      })
  void othersAreNot(String target) {
    assertThat(RequestTarget.isAcceptable(target)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a%41", "/?a=%41", "/?a=%41&b=%42"})
  void aReadableQuery(String target) {
    assertThat(RequestTarget.hasReadableQuery(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?%", "/?a=%4", "/?a=%41&b=%zz", "/?a=%00"})
  void anUnreadableQuery(String target) {
    assertThat(RequestTarget.hasReadableQuery(target)).isFalse();
  }
}
