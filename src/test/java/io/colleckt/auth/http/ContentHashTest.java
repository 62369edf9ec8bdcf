package io.colleckt.auth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One content, one hash. */
class ContentHashTest {

  @Test
  void oneContentHasItsSha256() {
    ContentHash hash = ContentHash.of("abc".getBytes(UTF_8));
    assertThat(hash.hex()).isEqualTo("ba7816bf8f01cfea");
    assertThat(hash.source()).isEqualTo("'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
  }

  @Test
  void anotherByteNameOrBoundIsAnotherHash() {
    assertThat(of("a", "1", "b", "2"))
        .isEqualTo(of("b", "2", "a", "1"))
        .isNotEqualTo(of("a", "1", "b", "3"))
        .isNotEqualTo(of("a", "1", "c", "2"))
        .isNotEqualTo(of("a", "2", "b", "1"))
        .isNotEqualTo(of("a", "12", "b", ""));
  }

  private static String of(String name, String content, String otherName, String otherContent) {
    Map<String, byte[]> contents =
        Map.of(name, content.getBytes(UTF_8), otherName, otherContent.getBytes(UTF_8));
    return ContentHash.of(new TreeMap<>(contents)).hex();
  }
}
